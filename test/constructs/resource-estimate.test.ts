/** The planner tells that a stack grows too large before CDK's own limit throws: its estimate has to hold. */
import { Template } from 'aws-cdk-lib/assertions';
import type { DeploymentPlan } from '../../lib/model/deployment-plan.js';
import { resourceEstimate } from '../../lib/plan/resource-estimate.js';
import { decided, deploymentPlan, service } from './fixtures/plan.js';
import { nestedTemplates, stackOf, templateOf } from './fixtures/template.js';
import { votingApp } from './fixtures/voting-app.js';

const many = Array.from({ length: 30 }, (_, index) =>
  service(`service${index}`, {
    names: [decided(`service${index}`), ...(index % 3 === 0 ? [decided(`alias${index}`)] : [])],
  }),
);

const plans: readonly (readonly [string, DeploymentPlan])[] = [
  ['the voting app', votingApp],
  ['one service', deploymentPlan()],
  ['thirty services', deploymentPlan({ services: many })],
];

function countOf(template: Template, section: 'Resources' | 'Parameters'): number {
  return Object.keys((template.toJSON()[section] ?? {}) as object).length;
}

function expectClose(estimate: number, made: number): void {
  expect(estimate).toBeGreaterThanOrEqual(made);
  expect(estimate).toBeLessThanOrEqual(Math.ceil(made * 1.15));
}

test.each(plans)('the estimate for %s is at most a little too high', (_, plan) => {
  expectClose(resourceEstimate(plan, 'flat').stack, countOf(templateOf(plan), 'Resources'));
});

test.each(plans)('likewise for %s in nested stacks, and for each of these', (_, flat) => {
  const plan: DeploymentPlan = { ...flat, layout: decided('nested') };
  const { stack, nested } = resourceEstimate(plan, 'nested');
  const made = stackOf(plan).stack;
  expectClose(stack, countOf(Template.fromStack(made), 'Resources'));
  const templates = new Map(nestedTemplates(made));
  expect(nested.map(({ service: name }) => name)).toEqual([...templates.keys()]);
  for (const { service: name, resources, parameters } of nested) {
    const template = templates.get(name) as Template;
    expect([0, 1]).toContain(resources - countOf(template, 'Resources'));
    expect([0, 1, 2, 3, 4, 5]).toContain(parameters - countOf(template, 'Parameters'));
  }
});
