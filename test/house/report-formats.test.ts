import { ComposeError } from '../../lib/diagnostics/compose-error.js';
import { diagnose } from '../../lib/diagnostics/diagnostic.js';
import { jsonFindings } from '../../lib/diagnostics/report-json.js';
import { sarifLog } from '../../lib/diagnostics/report-sarif.js';

const sources = new Map([['my app/compose.yaml', 'services:\n  web:\n    prots: []\n']]);
const at = { source: 'my app/compose.yaml', start: 21, end: 26 };
const finding = diagnose(
  'unknown-key',
  { key: 'prots', where: 'services.web' },
  {
    at,
    path: ['services', 'web', 'prots'],
    related: [{ message: 'in this service', at: { ...at, start: 12, end: 15 } }],
  },
);

test('JSON findings carry code, path and numbers', () => {
  expect(jsonFindings([finding], sources)).toEqual([
    {
      code: 'unknown-key',
      severity: 'error',
      message: "unknown key 'prots' in services.web",
      fix: expect.stringContaining('x-'),
      path: ['services', 'web', 'prots'],
      at: { source: 'my app/compose.yaml', line: 3, column: 5, endLine: 3, endColumn: 10 },
      related: [
        {
          message: 'in this service',
          at: { source: 'my app/compose.yaml', line: 2, column: 3, endLine: 2, endColumn: 6 },
        },
      ],
    },
  ]);
});

test('a SARIF result points at its rule, its region and its URI', () => {
  const log = JSON.parse(JSON.stringify(sarifLog([finding], sources, '1.2.3'))) as {
    runs: [
      { tool: { driver: { version: string; rules: { id: string }[] } }; results: Record<string, unknown>[] },
    ];
  };
  const [{ tool, results }] = log.runs;
  expect(tool.driver.version).toBe('1.2.3');
  expect(tool.driver.rules.map(({ id }) => id)).toEqual(['unknown-key']);
  expect(results[0]).toMatchObject({
    ruleId: 'unknown-key',
    ruleIndex: 0,
    level: 'error',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'my%20app/compose.yaml' },
          region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 10 },
        },
      },
    ],
  });
});

test('a ComposeError says the whole report and is known across copies of the package', () => {
  const error = new ComposeError([finding], sources);
  expect(error.message).toMatch(/^my app\/compose\.yaml:3:5 error\[unknown-key\]/);
  expect(error.diagnostics).toEqual([finding]);
  expect(ComposeError.isComposeError(error)).toBe(true);
  expect(ComposeError.isComposeError(new Error('other'))).toBe(false);
  expect(ComposeError.isComposeError(undefined)).toBe(false);
});
