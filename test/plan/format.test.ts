/** The page's promise: each line names the key that decides it, and without that key the line is another. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, isMap, isScalar, isSeq, parse } from 'yaml';
import type { ComposePath } from '../../lib/diagnostics/diagnostic.js';
import type { DeploymentPlan } from '../../lib/model/deployment-plan.js';
import { formatPlan, planLines } from '../../lib/plan/format.js';
import { planned } from '../support/planned.js';
import { root } from '../support/source-files.js';

const folder = join(root, 'test/cases');
const texts = readdirSync(folder)
  .filter((name) => readdirSync(join(folder, name)).includes('plan.txt'))
  .filter((name) => !readdirSync(join(folder, name)).includes('compose.override.yaml'))
  .map((name) => [name, readFileSync(join(folder, name, 'compose.yaml'), 'utf8')] as const)
  .concat([['voting-app', readFileSync(join(root, 'samples/voting-app/compose.yaml'), 'utf8')]]);

function offsetOf(text: string, place: string): number {
  const [, line, column] = /:(\d+):(\d+)$/.exec(place) ?? [];
  const before = text.split('\n').slice(0, Number(line) - 1);
  return before.join('\n').length + (before.length === 0 ? 0 : 1) + Number(column) - 1;
}

/** Every line, with the text that tells it from all others of the page. */
function linesOf(plan: DeploymentPlan) {
  return planLines(plan).flatMap((block) =>
    block.map((line) => ({
      ...line,
      text: [block[0]?.label, line.label, line.decision, line.cause.because].join(' | '),
    })),
  );
}

/**
 * Removes a key, or an item of a list; a name in a list of names stands for the item. Nothing is left of a service
 * without its image: that becomes another.
 */
function change(document: Document, path: ComposePath): boolean {
  if (path.at(-1) === 'image' || path.at(-1) === 'build') {
    document.setIn([...path.slice(0, -1), 'image'], 'example/other');
    return path.at(-1) === 'image' || document.deleteIn(path);
  }
  const parent = document.getIn(path.slice(0, -1));
  const last = path.at(-1);
  if (isMap(parent)) return parent.delete(last);
  if (!isSeq(parent)) return false;
  const index = parent.items.findIndex((item, at) => at === last || (isScalar(item) && item.value === last));
  return index >= 0 && parent.delete(index);
}

test.each(texts)('each line of %s names a place that holds its key', (_, text) => {
  const lines = linesOf(planned(text).plan);
  expect(lines.length).toBeGreaterThan(8);
  for (const { label, cause } of lines) {
    const { path, place } = cause;
    const at = offsetOf(text, place ?? '');
    const key = path.findLast((step) => typeof step === 'string') ?? '';
    const held =
      typeof path.at(-1) === 'number'
        ? text.slice(0, at).lastIndexOf(`${key}:`) >= 0
        : text.startsWith(key, at);
    expect([label, place, held]).toEqual([label, place, true]);
  }
});

test('without the key that a line names, the line is another', () => {
  let tried = 0;
  for (const [name, text] of texts) {
    const lines = linesOf(planned(text).plan);
    const paths = new Map(lines.map(({ cause }) => [JSON.stringify(cause.path), cause.path]));
    for (const path of [...paths.values()].filter((each) => each.length > 2)) {
      const document = new Document(parse(text, { merge: true }));
      if (!change(document, path)) throw new Error(`${name} has no ${path.join('.')}`);
      const after = new Set(linesOf(planned(document.toString()).plan).map((line) => line.text));
      for (const line of lines) {
        if (JSON.stringify(line.cause.path) !== JSON.stringify(path)) continue;
        tried += 1;
        expect([name, path.join('.'), line.text, after.has(line.text)]).toEqual([
          name,
          path.join('.'),
          line.text,
          false,
        ]);
      }
    }
  }
  expect(tried).toBeGreaterThan(50);
});

test('the page ends each line with its place and holds no value of a variable', () => {
  const page = formatPlan(
    planned(
      'name: shop\nservices:\n  web:\n    image: x\n    environment: { TOKEN: s3cret }\n    mem_limit: 1g\n',
    ).plan,
  );
  expect(page).not.toContain('s3cret');
  for (const line of page.trimEnd().split('\n')) expect(line).toMatch(/^$| {2}compose\.yaml:\d+$/);
});

test('a target is called after the service that listens, whoever the task is named after', () => {
  const { plan } = planned(`
services:
  app.main: { image: app, ports: ["80:8080"] }
  web.side: { image: web, volumes_from: [app.main], ports: ["8081:8081"] }
`);
  const page = formatPlan(plan);
  expect(page).toMatch(/HTTP 80 +to app\.main:8080 /);
  expect(page).toMatch(/HTTP 8081 +to web\.side:8081 /);
});

test('each target of a listener has its health told, also two of one task', () => {
  const { plan } = planned(`
services:
  app:
    image: app
    ports: ["80:8080"]
    x-aws-route: { path: /api/* }
    x-aws-health: { path: /ready }
  web: { image: web, volumes_from: [app], ports: ["80:8081"], x-aws-health: { path: /live } }
`);
  const page = formatPlan(plan);
  expect(page).toMatch(/app healthy +HTTP GET \/ready,/);
  expect(page).toMatch(/web healthy +HTTP GET \/live,/);
});
