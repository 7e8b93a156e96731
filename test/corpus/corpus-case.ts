import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** One invocation of `docker compose config` on somebody's project, and whether it loads there. */
export interface CorpusCase {
  readonly id: string;
  /** The case's own folder; the project's is `cwd` below it. */
  readonly directory: string;
  readonly cwd: string;
  /** Docker Compose's global flags. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What Docker Compose prints for it. */
  readonly expected: ExpectedProject;
}

/** The parts of the printed project that the tests look at; `${CASE_DIR}` stands for the case's folder. */
export interface ExpectedProject {
  readonly services: Readonly<Record<string, ExpectedService>>;
  readonly secrets?: Readonly<Record<string, { readonly file?: string }>>;
  readonly configs?: Readonly<Record<string, { readonly file?: string }>>;
}

export type ExpectedService = Readonly<Record<string, unknown>>;

interface CaseFile {
  readonly id: string;
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly expect: { readonly ok: boolean };
}

/** Test data of tools, not applications that people run. */
const fixtures = /^(docker-compose|compose-spec|defanglabs)-/;

/** The applications of the corpus that Docker Compose loads and that have a service, by id. */
export function applications(corpus: string): readonly CorpusCase[] {
  return readdirSync(join(corpus, 'cases'))
    .filter((id) => !fixtures.test(id))
    .toSorted()
    .flatMap((id) => {
      const directory = join(corpus, 'cases', id);
      const { cwd, args, env, expect } = readJson<CaseFile>(join(directory, 'case.json'));
      if (!expect.ok) return [];
      const expected = readJson<Partial<ExpectedProject>>(join(directory, 'expected.json'));
      const { services = {} } = expected;
      return Object.keys(services).length === 0
        ? []
        : [{ id, directory, cwd, args, env, expected: { ...expected, services } }];
    });
}

/** The same few cases on every machine: those whose ids hash lowest. */
export function sampled(cases: readonly CorpusCase[], count: number): readonly CorpusCase[] {
  const rank = ({ id }: CorpusCase) => createHash('sha256').update(id).digest('hex');
  return cases.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, count);
}

/**
 * A copy of the case with the files that the corpus leaves out: Dockerfiles, bind sources, secret and config files.
 * Copies are kept from run to run.
 */
export function materialized(corpus: string, { id, directory }: CorpusCase): string {
  const caches = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const copies = join(caches, 'cdk-compose', 'corpus');
  const copy = join(copies, id);
  const done = join(copies, `${id}.done`);
  if (!existsSync(done)) {
    mkdirSync(copies, { recursive: true });
    execFileSync(process.execPath, [join(corpus, 'materialize.mjs'), directory, copy]);
    execFileSync('chmod', ['-R', 'u+w', copy]);
    writeFileSync(done, '');
  }
  return copy;
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
