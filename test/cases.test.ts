/** Whole plans and reports, compared as people read them. A folder's name says what its case shows. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderReport } from '../lib/diagnostics/report.js';
import { parseBindings } from '../lib/images/bindings-file.js';
import { formatPlan } from '../lib/plan/format.js';
import { expectFile } from './support/golden.js';
import { planned } from './support/planned.js';
import { root } from './support/source-files.js';

const folder = 'test/cases';
const names = readdirSync(join(root, folder)).toSorted();
const layers = ['compose.yaml', 'compose.override.yaml'];
/** With it a case is of the environment `staging`. */
const bindingsFile = 'compose.staging.json';
const inputs = [...layers, bindingsFile];
const outputs = ['plan.txt', 'diagnostics.txt'];

test.each(names)('%s', (name) => {
  const files = readdirSync(join(root, folder, name));
  const texts = layers
    .filter((file) => files.includes(file))
    .map((file) => [file, readFileSync(join(root, folder, name, file), 'utf8')] as const);
  const bindings = files.includes(bindingsFile)
    ? parseBindings(readFileSync(join(root, folder, name, bindingsFile), 'utf8'), bindingsFile).value
    : undefined;
  const { plan, diagnostics, sources } = planned(
    Object.fromEntries(texts),
    bindings === undefined ? {} : { bindings, options: { environment: 'staging' } },
  );
  const report = renderReport(diagnostics, sources);
  const isRefused = diagnostics.some(({ severity }) => severity === 'error');
  if (!isRefused) expectFile(join(folder, name, 'plan.txt'), formatPlan(plan));
  if (report !== '' || existsSync(join(root, folder, name, 'diagnostics.txt'))) {
    expectFile(join(folder, name, 'diagnostics.txt'), report);
  }
});

test('no case has files that nobody reads', () => {
  const orphans = names.flatMap((name) =>
    readdirSync(join(root, folder, name))
      .filter((file) => !inputs.includes(file) && !outputs.includes(file))
      .map((file) => `${name}/${file}`),
  );
  expect(orphans).toEqual([]);
});
