/** Findings as people meet them in `cdk synth`. */
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { App, Stack, Validations } from 'aws-cdk-lib/core';
import { ComposeApp, readProject } from '../../lib/index.js';
import { projectFolder } from '../support/project-folder.js';

function appOf(services: number): ComposeApp {
  const names = Array.from({ length: services }, (_, index) => `s${index}: { image: x }`);
  const directory = projectFolder({ 'compose.yaml': `services: { ${names.join(', ')} }` });
  return new ComposeApp(new Stack(new App(), 'Test'), 'App', { ...readProject({ directory }) });
}

function warningsOf(app: ComposeApp): readonly { readonly id: string; readonly text: string }[] {
  return Annotations.fromStack(Stack.of(app))
    .findWarning('*', Match.stringLikeRegexp('states no CPU'))
    .map(({ id, entry }) => ({ id, text: String(entry.data) }));
}

test('what few services have stands at each', () => {
  expect(warningsOf(appOf(3)).map(({ id }) => id)).toEqual([
    '/Test/App/Services/s0',
    '/Test/App/Services/s1',
    '/Test/App/Services/s2',
  ]);
});

test('what many have stands once, with all of them', () => {
  const [one, ...others] = warningsOf(appOf(5));
  expect(others).toEqual([]);
  expect(one?.id).toBe('/Test/App');
  expect(one?.text).toMatch(
    /service 's0' .*; the same: s1 \(compose\.yaml:1:\d+\), .*, s4 \(.*\): state deploy/,
  );
});

test.each([3, 5])('and is acknowledged as CDK has it, of %i services', (services) => {
  const app = appOf(services);
  Validations.of(app).acknowledge({ id: 'compose:task-size-assumed', reason: 'it is enough' });
  expect(warningsOf(app)).toEqual([]);
});

test('for one of few services alone', () => {
  const app = appOf(3);
  Validations.of(app).acknowledge({
    id: 'compose:task-size-assumed',
    reason: 'it is enough',
    where: { service: 's1' },
  });
  expect(warningsOf(app).map(({ id }) => id)).toEqual(['/Test/App/Services/s0', '/Test/App/Services/s2']);
});
