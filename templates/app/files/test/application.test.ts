import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Template } from 'aws-cdk-lib/assertions';
import { App } from 'aws-cdk-lib/core';
import { application } from '../lib/application.js';

const { context } = JSON.parse(readFileSync(join(__dirname, '../cdk.json'), 'utf8'));
const environments = Object.keys(context['compose:environments']);

for (const environment of environments.length === 0 ? [undefined] : environments) {
  const synthesize = () => {
    const selected = environment === undefined ? {} : { 'compose:environment': environment };
    const app = new App({ context: { ...context, ...selected }, builtinCloudFormationValidation: false });
    const stack = application(app);
    return { plan: stack.application.plan, template: Template.fromStack(stack) };
  };

  test(`${environment ?? 'the application'}: each Compose service that keeps running is an ECS service`, () => {
    const { plan, template } = synthesize();
    const running = plan.services.filter(({ kind }) => kind.value === 'service');
    template.resourceCountIs('AWS::ECS::Service', running.length);
  });

  test(`${environment ?? 'the application'}: volumes outlive the stack`, () => {
    const fileSystems = synthesize().template.findResources('AWS::EFS::FileSystem');
    for (const [id, { DeletionPolicy: policy }] of Object.entries(fileSystems))
      assert.match(String(policy), /^Retain/, id);
  });

  test(`${environment ?? 'the application'}: the same input gives the same template`, () => {
    assert.deepEqual(synthesize().template.toJSON(), synthesize().template.toJSON());
  });
}
