import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib/core';
import { logsApp } from './fixtures/logs-app.js';
import { connectedApp } from './fixtures/connected-app.js';
import { decided } from './fixtures/plan.js';
import { secretsApp } from './fixtures/secrets-app.js';
import { stackOf } from './fixtures/template.js';
import { volumesApp } from './fixtures/volumes-app.js';
import { votingApp } from './fixtures/voting-app.js';

/** Findings of cfn-lint that are no faults of a template, each with the reason. */
const falsePositives: Readonly<Record<string, string>> = {
  W8003: 'the rule that refuses missing images is never true on purpose',
  W3005: 'the function behind a custom resource of the CDK names its role twice',
};

const installed = spawnSync('cfn-lint', ['--version']).status === 0;
if (!installed) process.stderr.write('SKIPPED: cfn-lint is not installed; no template was linted\n');

(installed ? describe : describe.skip)('cfn-lint finds nothing in the voting app', () => {
  test.each([
    ['any account and region', {}],
    ['one account and region', { env: { account: '123456789012', region: 'eu-west-1' } }],
  ])('for %s', (_, props) => {
    const missingImages = [{ service: 'vote', key: 'c-vote', sentence: 'run cdk-compose build' }];
    const { stack } = stackOf({ ...votingApp, missingImages }, () => ({}), props);
    expect(faults(stack)).toEqual([]);
  });

  test('nor in its nested stacks', () => {
    expect(faults(stackOf({ ...votingApp, layout: decided('nested') }).stack)).toEqual([]);
  });

  test('nor in an application with secrets', () => {
    expect(faults(stackOf(secretsApp).stack)).toEqual([]);
  });

  test('nor in one that fills volumes', () => {
    expect(faults(stackOf(volumesApp).stack)).toEqual([]);
  });

  test('nor in one with Service Connect', () => {
    expect(faults(stackOf(connectedApp).stack)).toEqual([]);
  });

  test('nor in one that sends its logs on', () => {
    expect(faults(stackOf(logsApp).stack)).toEqual([]);
  });
});

function faults(stack: Stack) {
  const found = JSON.parse(lint(stack)) as readonly { readonly Rule: { readonly Id: string } }[];
  return found.filter(({ Rule }) => falsePositives[Rule.Id] === undefined);
}

function lint(stack: Stack): string {
  const { directory } = (stack.node.root as App).synth();
  const files = readdirSync(directory).filter((name) => name.endsWith('.template.json'));
  const result = spawnSync('cfn-lint', ['--format', 'json', ...files.map((name) => join(directory, name))], {
    encoding: 'utf8',
  });
  return result.stdout;
}
