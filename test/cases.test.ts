/** Whole plans and reports, compared as people read them. A folder's name says what its case shows. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderReport } from '../lib/diagnostics/report.js';
import { parseBindings } from '../lib/images/bindings-file.js';
import { bindingsName } from '../lib/model/bindings.js';
import { formatPlan } from '../lib/plan/format.js';
import { expectFile } from './support/golden.js';
import { type Given, planned } from './support/planned.js';
import { root } from './support/source-files.js';

const folder = 'test/cases';
const names = readdirSync(join(root, folder)).toSorted();
const layers = ['compose.yaml', 'compose.override.yaml'];
/** What the image lock knows of images, by service; `"missing"` of one that it lacks. Others are in it, without facts. */
const imagesFile = 'images.json';
/** What the caller decides: `PlanOptions`. */
const optionsFile = 'options.json';
/** Bindings; in `compose.staging.json` those of the environment `staging`. */
const bindingsFile = /^compose\.([\w-]+)\.json$/;
const outputs = ['plan.txt', 'diagnostics.txt'];

const isInput = (file: string) =>
  [...layers, imagesFile, optionsFile].includes(file) || bindingsFile.test(file);

/** A case's inputs beside its Compose files. */
function givenBy(name: string, files: readonly string[]): Given {
  const text = (file: string) => readFileSync(join(root, folder, name, file), 'utf8');
  const json = (file: string): object => (files.includes(file) ? (JSON.parse(text(file)) as object) : {});
  const bound = files.find((file) => bindingsFile.test(file));
  const environment = bound?.replace(bindingsFile, '$1');
  const bindings = bound === undefined ? undefined : parseBindings(text(bound), bound).value;
  return {
    ...(bindings === undefined ? {} : { bindings }),
    images: json(imagesFile) as NonNullable<Given['images']>,
    options: {
      ...json(optionsFile),
      ...(bound === undefined || bound === bindingsName(undefined) ? {} : { environment }),
    },
  };
}

test.each(names)('%s', (name) => {
  const files = readdirSync(join(root, folder, name));
  const texts = layers
    .filter((file) => files.includes(file))
    .map((file) => [file, readFileSync(join(root, folder, name, file), 'utf8')] as const);
  const { plan, diagnostics, sources } = planned(Object.fromEntries(texts), givenBy(name, files));
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
      .filter((file) => !isInput(file) && !outputs.includes(file))
      .map((file) => `${name}/${file}`),
  );
  expect(orphans).toEqual([]);
});
