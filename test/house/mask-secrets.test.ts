import { diagnose } from '../../lib/diagnostics/diagnostic.js';
import { maskSecrets } from '../../lib/diagnostics/mask-secrets.js';
import { renderReport } from '../../lib/diagnostics/report.js';

test.each([
  ['      POSTGRES_PASSWORD: hunter2', '      POSTGRES_PASSWORD: …'],
  ['      - API_KEY=hunter2', '      - API_KEY=…'],
  ['  web: { environment: { "DB_PASS": "hunter2" } }', '  web: { environment: { "DB_PASS": …'],
  ['  x-token: hunter2', '  x-token: …'],
  ['      URL: postgres://shop:hunter2@db/shop', '      URL: postgres://shop:…@db/shop'],
])('%j is shown as %j', (line, shown) => {
  expect(maskSecrets(line)).toBe(shown);
});

test.each(['    secrets: [token]', '  image: nginx', '      PASSWORD_FILE:', '    - "80:80"', ''])(
  '%j is shown whole',
  (line) => {
    expect(maskSecrets(line)).toBe(line);
  },
);

test.each(['hunter2', 'DB_PASSWORD'])('a report about %s does not show the value', (word) => {
  const text = 'services:\n  web:\n    environment: { DB_PASSWORD: hunter2 }\n';
  const start = text.indexOf(word);
  const at = { source: 'compose.yaml', start, end: start + word.length };
  const report = renderReport(
    [diagnose('unknown-key', { key: 'x', where: 'y' }, { at })],
    new Map([['compose.yaml', text]]),
  );
  expect(report).not.toContain('hunter2');
  expect(report).toContain('DB_PASSWORD: …');
  expect(report).toContain('^');
});
