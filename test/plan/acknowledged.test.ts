import { planned } from '../support/planned.js';

const told = (acknowledged: string, service = 'stop_signal: SIGQUIT') =>
  planned(`services: { web: { image: x, ${service} } }\nx-aws-acknowledge: {${acknowledged}}`).codes;

test('a loss is told as long as nobody accepts it', () => {
  expect(told('')).toEqual(['key-not-honoured']);
  expect(told('services.web.stop_signal: it stops on TERM')).toEqual([]);
});

test('* is any name, and what stands below a path is accepted with it', () => {
  expect(told('services.*.stop_signal: it stops on TERM')).toEqual([]);
  expect(told('services.web: known')).toEqual([]);
});

test('no other key is accepted with it', () => {
  expect(told('services.web.stop: known')).toEqual(['key-not-honoured', 'nothing-to-acknowledge']);
  expect(told('services.db.stop_signal: known')).toEqual(['key-not-honoured', 'nothing-to-acknowledge']);
});

test('a key that cannot be deployed is an error all the same', () => {
  expect(told('services.web.privileged: known', 'privileged: true')).toEqual([
    'key-rejected',
    'nothing-to-acknowledge',
  ]);
});

test('a loss that is told nowhere but in the account can be accepted, too', () => {
  expect(told('services.web.pull_policy: known', 'pull_policy: always')).toEqual([]);
});

test('an acknowledgement states its reason', () => {
  expect(told("services.web.stop_signal: ''")).toContain('extension-value-broken');
});

test('a build argument that is no secret can be accepted: images look for it', () => {
  const arg = 'build: { context: ., args: { NPM_TOKEN: a } }';
  expect(told('services.web.build.args.NPM_TOKEN: public', arg)).not.toContain('nothing-to-acknowledge');
});
