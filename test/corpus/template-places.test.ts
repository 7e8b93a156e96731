/**
 * What `check --templates` says against the templates themselves: the lines of a key are deleted as a person would do
 * it, the project is mapped anew, and everything but the places said must still be there.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { addComposeOptions, type ComposeOptions } from '../../bin/options.js';
import type { Machine } from '../../bin/machine.js';
import { planProject, type PlannedProject } from '../../bin/project-inputs.js';
import { templatePlaces } from '../../bin/template-places.js';
import { nodeFileSystem } from '../../lib/compose/node-file-system.js';
import { sourceName } from '../../lib/compose/read-layers.js';
import { synthesize } from '../../lib/constructs/synthesize.js';
import { hasErrors, type Span } from '../../lib/diagnostics/diagnostic.js';
import { account, accountSources, type AccountEntry } from '../../lib/plan/account.js';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { applications, materialized, sampled, type CorpusCase } from './corpus-case.js';
import { isPartOf, withoutParts } from './json-parts.js';

type Case = Pick<CorpusCase, 'args' | 'env'>;

/** Of keys that people could delete, what was said and what deleting them really did. */
async function compare(directory: string, each: Case, most: number) {
  const options = addComposeOptions(new Command()).parse(each.args, { from: 'user' }).opts<ComposeOptions>();
  const output = { write: () => undefined, colour: false };
  const machine: Machine = {
    directory,
    environment: { HOME: '/home/oracle', PATH: '/usr/bin:/bin', ...each.env },
    stdout: output,
    stderr: output,
    readStdin: () => '',
    onInterrupt: () => () => undefined,
  };
  const planned = planProject(options, machine);
  const base = templatesOf(planned);
  if (planned.value === undefined || base === undefined) return { tried: 0, wrong: [] };
  const { project } = planned.value;
  const sources = accountSources(project);
  const textOf = ({ at }: AccountEntry) => sources.get(at.source) ?? '';
  const keys = account(project)
    .filter((entry) => entry.fate === 'effective' && isWholeLines(textOf(entry), entry.entry))
    .toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .slice(0, most);
  const said = await templatePlaces(keys, planned, options, machine);
  let tried = 0;
  const wrong = keys.flatMap((key) => {
    const text = withoutLines(textOf(key), key.entry);
    const files: Machine['files'] = {
      ...nodeFileSystem,
      read: (path) =>
        sourceName(path, project.directory) === key.at.source
          ? { kind: 'file', text }
          : nodeFileSystem.read(path),
    };
    const other = templatesOf(planProject(options, { ...machine, files }));
    if (other === undefined) return [];
    tried++;
    const pointers = (said.get(key) ?? []).map(({ stack, pointer }) => `/${stack}${pointer}`);
    const isEnough = isPartOf(withoutParts(base, pointers), other);
    const idle = pointers.filter((pointer) =>
      isPartOf(
        withoutParts(
          base,
          pointers.filter((one) => one !== pointer),
        ),
        other,
      ),
    );
    const name = key.path.join('.');
    return [
      ...(isEnough ? [] : [`${name}: more changes than is said`]),
      ...idle.map((one) => `${name}: ${one} stays`),
    ];
  });
  return { tried, wrong };
}

function templatesOf({ value: inputs, plan, diagnostics }: PlannedProject) {
  if (inputs === undefined || plan === undefined || hasErrors(diagnostics)) return undefined;
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-compose-places-'));
  try {
    const { templates } = synthesize(plan.project, inputs, { outdir });
    return Object.fromEntries(
      templates.map(({ stackName, file }) => [
        stackName,
        JSON.parse(readFileSync(join(outdir, file), 'utf8')) as unknown,
      ]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function isWholeLines(text: string, { start, end }: Span): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const after = /^[^\n]*/.exec(text.slice(text[end - 1] === '\n' ? end - 1 : end))?.[0] ?? '';
  return /^ *$/.test(before) && /^\s*(?:#.*)?$/.test(after);
}

function withoutLines(text: string, { start, end }: Span): string {
  const next = text.indexOf('\n', Math.max(start, end - 1));
  return text.slice(0, text.lastIndexOf('\n', start - 1) + 1) + (next < 0 ? '' : text.slice(next + 1));
}

function rank({ path, at }: AccountEntry): string {
  return createHash('sha256')
    .update([at.source, ...path].join())
    .digest('hex');
}

describe('what a key became in the templates', () => {
  beforeAll(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });

  test('in the project with every key, a key says all that it changes and nothing else', async () => {
    const { tried, wrong } = await compare(join(__dirname, 'every-key'), { args: [], env: {} }, 40);
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(30);
  }, 300_000);
});

describeWith(
  sharedMaterial('corpus'),
  'no corpus of projects',
  'what a key became in real projects',
  (corpus) => {
    test('is all that changes without it, and nothing else', async () => {
      jest.spyOn(console, 'error').mockImplementation(() => undefined);
      const results = [];
      for (const each of sampled(applications(corpus), 20)) {
        const directory = join(materialized(corpus, each), each.cwd);
        results.push({ id: each.id, ...(await compare(directory, each, 5)) });
      }
      expect(results.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
      expect(results.filter(({ tried }) => tried > 0).length).toBeGreaterThan(16);
    }, 300_000);
  },
);
