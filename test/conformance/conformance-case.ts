import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** One call of `docker compose [args] config` and what it printed. */
export interface ConformanceCase {
  readonly id: string;
  /** The table that holds it, or `cases` for a real project. */
  readonly group: string;
  /** The folder that `${CASE_DIR}` stands for. */
  readonly directory: string;
  /** Relative to `directory`. */
  readonly cwd: string;
  /** Compose's own flags; what follows `--` belongs to `config`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly expect: Expectation;
}

export interface Expectation {
  readonly ok: boolean;
  readonly json?: unknown;
  readonly yaml?: string;
  readonly error?: string;
  readonly errorClass?: string;
  readonly warnings?: readonly string[];
  readonly nondeterministic?: boolean;
  readonly panic?: boolean;
  readonly jsonPrinterFails?: string;
}

interface TableCase extends Omit<ConformanceCase, 'group' | 'directory'> {
  readonly files: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
}

/** The cases of the corpus whose group or id contains `filter`; those of tables are written below `scratch`. */
export function conformanceCases(corpus: string, scratch: string, filter = ''): readonly ConformanceCase[] {
  const wanted = (group: string, id: string): boolean =>
    group === filter || `${group} ${id}`.includes(filter);
  const tables = readdirSync(join(corpus, 'tables')).flatMap((file) => {
    const group = basename(file, '.json');
    const rows = JSON.parse(readFileSync(join(corpus, 'tables', file), 'utf8')) as readonly TableCase[];
    return rows
      .filter(({ id }) => wanted(group, id))
      .map((row) => materialize(row, group, join(scratch, group, row.id)));
  });
  const projects = readdirSync(join(corpus, 'cases'))
    .filter((id) => wanted('cases', id))
    .map((id) => projectCase(id, join(corpus, 'cases', id)));
  return [...tables, ...projects];
}

function materialize(
  { files, links = {}, ...row }: TableCase,
  group: string,
  directory: string,
): ConformanceCase {
  const project = join(directory, 'project');
  for (const [path, text] of Object.entries(files)) {
    const target = resolve(project, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  for (const [path, target] of Object.entries(links)) {
    const link = resolve(project, path);
    mkdirSync(dirname(link), { recursive: true });
    if (!existsSync(link)) symlinkSync(target, link);
  }
  mkdirSync(join(directory, row.cwd), { recursive: true });
  return { ...row, group, directory };
}

function projectCase(id: string, directory: string): ConformanceCase {
  const read = (name: string): string | undefined => {
    const path = join(directory, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const { expect, ...rest } = JSON.parse(read('case.json') ?? '{}') as Omit<
    ConformanceCase,
    'group' | 'directory'
  >;
  const json = read('expected.json');
  const yaml = read('expected.yaml');
  return {
    ...rest,
    id,
    group: 'cases',
    directory,
    expect: {
      ...expect,
      ...(json !== undefined && { json: JSON.parse(json) as unknown }),
      ...(yaml !== undefined && { yaml }),
    },
  };
}
