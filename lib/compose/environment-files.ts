/** `env_file` and `label_file`: their variables go under what the service states itself. */
import { diagnose } from '../diagnostics/diagnostic.js';
import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import { absolutePath } from '../syntax/grammars/path.js';
import { parseDotenv, parseRawEnv, type Statement } from './dotenv.js';
import type { Environment } from './env-files.js';
import type { FileSystem } from './file-system.js';
import type { LookUp } from './interpolate-text.js';
import type { Service } from './project.js';
import { sourceName } from './read-layers.js';
import type { SpanIndex } from './span-index.js';

/** A file that gives a service variables or labels. */
export interface EnvironmentFile {
  /** The file's name as reports print it. */
  readonly source: string;
  readonly text: string;
  readonly statements: readonly Statement[];
  /** The item of `env_file` or `label_file` that names it. */
  readonly path: ComposePath;
}

/** What the files are read with. Relative paths start from `directory`. */
export interface FileReading {
  readonly files: FileSystem;
  readonly environment: Environment;
  readonly directory: string;
  readonly spans: SpanIndex;
  readonly findings: Diagnostic[];
  /** Every file that was read, for each service that names it, in the order of reading. */
  readonly environmentFiles: EnvironmentFile[];
}

/** The service with every variable that its `env_file`s give and its `environment` does not; without `env_file`. */
export function resolveEnvironmentFiles(name: string, service: Service, reading: FileReading): Service {
  const { env_file: envFiles = [], environment: stated = {}, ...rest } = service;
  const own = Object.entries(stated).map(([variable, value]): [string, string | null] => [
    variable,
    value ?? reading.environment.get(variable) ?? null,
  ]);
  const known = new Map(own);
  const lookUp: LookUp = (variable) => reading.environment.get(variable) ?? known.get(variable) ?? undefined;
  let variables: ReadonlyMap<string, string> = new Map(
    own.filter((entry): entry is [string, string] => entry[1] !== null),
  );
  for (const [index, { path, required, format = '' }] of envFiles.entries()) {
    const at = ['services', name, 'env_file', index];
    const what = 'env file';
    variables = readVariables({ path, what, required, format, lookUp, earlier: variables, at }, reading);
  }
  const environment = Object.fromEntries([...variables, ...known]);
  return Object.keys(environment).length === 0 ? rest : { ...rest, environment };
}

/** The service with every label that its `label_file`s give and its `labels` do not. */
export function resolveLabelFiles(name: string, service: Service, reading: FileReading): Service {
  const { label_file: labelFiles = [] } = service;
  let labels: ReadonlyMap<string, string> = new Map();
  for (const [index, path] of labelFiles.entries()) {
    const earlier = labels;
    const lookUp: LookUp = (variable) => earlier.get(variable);
    const at = ['services', name, 'label_file', index];
    const found = readVariables(
      { path, what: 'label file', required: true, format: '', lookUp, earlier: new Map(), at },
      reading,
    );
    labels = new Map([...labels, ...found]);
  }
  return labels.size === 0
    ? service
    : { ...service, labels: { ...Object.fromEntries(labels), ...service.labels } };
}

interface VariableFile {
  readonly path: string;
  readonly what: 'env file' | 'label file';
  readonly required: boolean;
  readonly format: string;
  readonly lookUp: LookUp;
  readonly earlier: ReadonlyMap<string, string>;
  readonly at: readonly (string | number)[];
}

function readVariables(file: VariableFile, reading: FileReading): ReadonlyMap<string, string> {
  const path = absolutePath(file.path, reading.directory);
  const context = { at: reading.spans.nearest(file.at), path: file.at };
  const read = file.path === '' ? ({ kind: 'missing' } as const) : reading.files.read(path);
  if (read.kind === 'missing') {
    if (file.required)
      reading.findings.push(diagnose('env-file-not-found', { path, what: file.what }, context));
    return file.earlier;
  }
  if (read.kind !== 'file') {
    const problem = read.kind === 'directory' ? 'it is a directory' : read.reason;
    reading.findings.push(diagnose('input-unreadable', { path, what: `the ${file.what}`, problem }, context));
    return file.earlier;
  }
  if (!['', '.env', 'raw'].includes(file.format)) {
    reading.findings.push(diagnose('unknown-env-file-format', { format: file.format }, context));
    return file.earlier;
  }
  const parse = file.format === 'raw' ? parseRawEnv : parseDotenv;
  const variables = parse(read.text, file.lookUp, file.earlier);
  for (const variable of new Set(variables.unset))
    reading.findings.push(diagnose('unset-variable', { variable }, context));
  if (variables.ok) {
    const source = sourceName(path, reading.directory);
    const { statements = [] } = variables;
    reading.environmentFiles.push({ source, text: read.text, statements, path: file.at });
    return variables.value;
  }
  reading.findings.push(diagnose('invalid-env-file', { path, problem: variables.problem }, context));
  return file.earlier;
}
