import { diagnose } from '../../lib/diagnostics/diagnostic.js';
import { withoutSecrets } from '../../lib/images/without-secrets.js';

const build = { context: '/srv', secrets: [{ source: 'token' }] };
const builds = [{ tag: 'c-1', target: 'web', services: ['web'], definition: { build } }];

function messageOf(value: string, log: readonly string[]): string {
  const project = { name: 'shop', services: {}, secrets: { token: { name: 'token', environment: 'TOKEN' } } };
  const finding = diagnose('build-failed', { services: ['web'], step: 'RUN make', reason: 'code 2', log });
  const [without] = withoutSecrets([finding], builds, { project, environment: { TOKEN: value } });
  return without?.message ?? '';
}

test('what a step printed is told without the values of build secrets', () => {
  expect(messageOf('hunter2', ['it is hunter2!'])).toContain('it is …!');
});

test('each line of a value, with or without the space around it', () => {
  const message = messageOf('\tfirst line \r\n  second line\r\n', ['[first line]', '> second line <']);
  expect(message).toContain('[…]');
  expect(message).toContain('> … <');
});
