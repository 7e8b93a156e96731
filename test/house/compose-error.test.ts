import { inspect } from 'node:util';
import { ComposeError } from '../../lib/diagnostics/compose-error.js';
import { diagnose } from '../../lib/diagnostics/diagnostic.js';

const sources = new Map([
  ['compose.yaml', 'services:\n  web:\n    prots: []\n'],
  ['.env', 'DB_PASSWORD=hunter2\n'],
]);
const error = new ComposeError(
  [
    diagnose(
      'unknown-key',
      { key: 'prots', where: 'services.web' },
      { at: { source: 'compose.yaml', start: 21, end: 26 } },
    ),
  ],
  sources,
);

test('an error that an app does not catch is printed as its report, without frames of the stack', () => {
  expect(inspect(error)).toBe(`ComposeError: ${error.message}`);
  expect(inspect(error)).toContain("compose.yaml:3:5 error[unknown-key] unknown key 'prots'");
});

test('the texts of the files, secrets among them, are not printed with it', () => {
  expect(inspect({ cause: error })).not.toContain('hunter2');
});
