/**
 * Maps every application of the corpus and prints what became of it: `tsx test/corpus/mapping.ts [--lint] [--json FILE]
 * [--layout flat|nested] [words of ids …]`. `--lint` runs cfn-lint over all templates, which takes minutes.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { layouts } from '../../lib/model/layout.js';
import { formatFinding } from '../fargate/check-deployment.js';
import { sharedMaterial } from '../support/shared-folder.js';
import { applications } from './corpus-case.js';
import { lintReport } from './lint-report.js';
import { mapCase } from './map-case.js';
import { mappingReport } from './mapping-report.js';
import { outcomeOf, templatesOf, type Outcome } from './outcome.js';
import { lintTemplates } from './template-lint.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lint: { type: 'boolean' }, json: { type: 'string' }, layout: { type: 'string' } },
});
const corpus = sharedMaterial('corpus');
if (corpus === undefined) throw new Error('no corpus: CDK_COMPOSE_SHARED names the folder that holds it');

const layout = layouts.find((one) => one === values.layout);
if (values.layout !== undefined && layout === undefined) throw new Error(`no layout: ${values.layout}`);

const outcomes = applications(corpus)
  .filter(({ id }) => positionals.every((word) => id.includes(word)))
  .map((each) => outcomeOf(each, () => mapCase(corpus, each, layout === undefined ? {} : { layout })));

if (outcomes.length < 4) print(outcomes.map(detailsOf).join('\n'));
print(mappingReport(outcomes));
if (values.lint) print(lintReport(lintTemplates(templatesOf(outcomes))));
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(outcomes, undefined, 1));

function detailsOf({ id, verdict, errors, findings, trace }: Outcome): string {
  const lines = errors.map(({ code, message, fix = 'no fix' }) => `${code}: ${message}: ${fix}`);
  return [`${id}: ${verdict}`, ...lines, ...findings.map(formatFinding), trace ?? ''].join('\n  ');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
