/** The planner tells that a stack grows too large before CDK's own limit throws: its estimate has to hold. */
import { resourceEstimate } from '../../lib/plan/resource-estimate.js';
import { decided, deploymentPlan, service } from './fixtures/plan.js';
import { templateOf } from './fixtures/template.js';
import { votingApp } from './fixtures/voting-app.js';

const many = Array.from({ length: 30 }, (_, index) =>
  service(`service${index}`, {
    names: [decided(`service${index}`), ...(index % 3 === 0 ? [decided(`alias${index}`)] : [])],
  }),
);

test.each([
  ['the voting app', votingApp],
  ['one service', deploymentPlan()],
  ['thirty services', deploymentPlan({ services: many })],
])('the estimate for %s is at most a little too high', (_, plan) => {
  const made = Object.keys(templateOf(plan).toJSON()['Resources'] as object).length;
  const estimate = resourceEstimate(plan);
  expect(estimate).toBeGreaterThanOrEqual(made);
  expect(estimate).toBeLessThanOrEqual(Math.ceil(made * 1.15));
});
