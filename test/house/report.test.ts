import { diagnose, type Span } from '../../lib/diagnostics/diagnostic.js';
import { countFindings, renderReport } from '../../lib/diagnostics/report.js';

const text = 'services:\n  web:\n    prots: ["80:80"]\n';
const sources = new Map([['compose.yaml', text]]);

function at(word: string, source = 'compose.yaml', content = text): Span {
  const start = content.indexOf(word);
  return { source, start, end: start + word.length };
}

function unknownKey(span: Span) {
  return diagnose('unknown-key', { key: 'prots', where: 'services.web', suggestion: 'ports' }, { at: span });
}

test('a finding shows its place, its line underlined, and what to do', () => {
  const report = renderReport([unknownKey(at('prots'))], sources).split('\n');
  expect(report[0]).toMatch(/^compose\.yaml:3:5 error\[unknown-key\] /);
  expect(report[1]).toBe('  3 |     prots: ["80:80"]');
  expect(report[2]).toBe('    |     ^~~~~');
  expect(report[3]).toBe("  fix: did you mean 'ports'?");
  expect(report[4]).toBe('');
});

test('nothing found is nothing printed', () => {
  expect(renderReport([], sources)).toBe('');
  expect(countFindings([])).toBe('');
});

test('findings come in reading order, each once', () => {
  const first = unknownKey(at('services'));
  const second = unknownKey(at('prots'));
  const report = renderReport([second, first, second], sources);
  expect(report.match(/^compose\.yaml:\d+/gm)).toEqual(['compose.yaml:1', 'compose.yaml:3']);
  expect(countFindings([second, first, second])).toBe('2 errors');
});

test('the same warning at many places is told once, with its places', () => {
  const names = ['a', 'b', 'c', 'd'];
  const warnings = names.map((service, start) =>
    diagnose(
      'task-size-assumed',
      { service, vcpu: 0.5, memory: '1 GB' },
      { at: { source: 'compose.yaml', start, end: start + 1 } },
    ),
  );
  const report = renderReport(warnings, sources);
  expect(report.match(/^compose\.yaml:1:\d warning/gm)).toHaveLength(4);
  expect(report.match(/fix:/g)).toHaveLength(1);
  expect(renderReport(warnings.slice(1), sources).match(/fix:/g)).toHaveLength(3);
});

test('what is the same of many services but their names is said once, with all of them', () => {
  const warn = (service: string, start: number, names = ['TOKEN']) =>
    diagnose(
      'secret-in-environment',
      { service, names },
      { path: ['services', service, 'environment'], at: { source: 'compose.yaml', start, end: start + 1 } },
    );
  const report = renderReport([warn('a', 0), warn('b', 1), warn('c', 2, ['KEY']), warn('d', 3)], sources);
  const [first, others, different] = report.split('\n');
  expect(first).toBe(
    "compose.yaml:1:1 warning[secret-in-environment] service 'a' has what looks like a secret in its plain environment: TOKEN",
  );
  expect(others).toBe('  the same: b (compose.yaml:1:2), d (compose.yaml:1:4)');
  expect(different).toMatch(/^compose\.yaml:1:3 .* service 'c' .*: KEY$/);
});

test('a finding without a place has a header and a fix only', () => {
  expect(
    renderReport([diagnose('no-compose-file', { directory: '/srv' })], sources).split('\n'),
  ).toHaveLength(3);
});

test('a source whose text is not there is named without a line', () => {
  expect(renderReport([unknownKey(at('prots', 'gone.yaml'))], sources)).toMatch(/^gone\.yaml error/);
});

test('a range over several lines is underlined to the end of its first line', () => {
  const report = renderReport([unknownKey({ source: 'compose.yaml', start: 0, end: text.length })], sources);
  expect(report.split('\n')[2]).toBe('    | ^~~~~~~~~');
});

test('tabs and wide characters keep the underline below its range', () => {
  const content = '\tname: 投票 # prots';
  const report = renderReport([unknownKey(at('prots', 'a', content))], new Map([['a', content]])).split('\n');
  expect(report[2]).toBe('    | \t      \u3000\u3000   ^~~~~');
});

test('a long line is cropped around the range', () => {
  const content = `${'x'.repeat(300)} prots ${'y'.repeat(300)}`;
  const lines = renderReport([unknownKey(at('prots', 'a', content))], new Map([['a', content]])).split('\n');
  expect(lines[1]?.length).toBeLessThan(120);
  expect(lines[1]?.indexOf('prots')).toBe(lines[2]?.indexOf('^'));
});

test('a Compose file cannot steer the terminal', () => {
  const content = 'prots: \u001b[2J';
  const report = renderReport([unknownKey(at('prots', 'a', content))], new Map([['a', content]]));
  expect(report).not.toContain('\u001b');
  expect(report).toContain('\u241b[2J');
});

test('offsets outside the text point at its ends', () => {
  const report = renderReport([unknownKey({ source: 'compose.yaml', start: 9999, end: 99999 })], sources);
  expect(report).toMatch(/^compose\.yaml:4:1 error/);
});

test('Windows line ends count as one', () => {
  const content = 'a: 1\r\nprots: 2\r\n';
  const report = renderReport([unknownKey(at('prots', 'a', content))], new Map([['a', content]]));
  expect(report).toMatch(/^a:2:1 error/);
  expect(report).toContain('| prots: 2\n');
});

test('colours are there only when asked for', () => {
  expect(renderReport([unknownKey(at('prots'))], sources)).not.toContain('\u001b');
  expect(renderReport([unknownKey(at('prots'))], sources, { colour: true })).toContain('\u001b[31m');
});

test('findings of one kind at one place share a frame', () => {
  const one = unknownKey(at('prots'));
  const report = renderReport([one, { ...one, message: 'the same in another service' }], sources);
  expect(report.match(/error\[unknown-key\]/g)).toHaveLength(2);
  expect(report.match(/fix:/g)).toHaveLength(1);
});
