import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spanIndex } from '../lib/compose/span-index.js';
import { reportKey, reportType, type ReportedInputs } from '../lib/constructs/report-inputs.js';
import { diagnose, type CheckedWithSources, type Diagnostic } from '../lib/diagnostics/diagnostic.js';
import { imageLockName, readImageLock } from '../lib/images/image-lock-file.js';
import { runCommand } from '../lib/images/process.js';
import { type ImageSource, resolveImages } from '../lib/images/resolve-images.js';
import type { ProjectInputs } from '../lib/project-inputs.js';
import { mapNode } from '../lib/syntax/node.js';
import { wholeContext } from './cdk-context.js';
import { interruption } from './interruption.js';
import type { Machine } from './machine.js';
import { shellCommand } from './shell-command.js';

/** What a reported project is built from, with what was found on the way. */
export type AppInputs = CheckedWithSources<ReadInputs>;

interface ReadInputs extends ProjectInputs {
  readonly project: ProjectInputs['project'] & Pick<ImageSource, 'vpc'>;
}

/**
 * Runs a CDK app once, into a temporary folder, and reads from its cloud assembly what its Compose constructs are built
 * from: an app of one's own may make its projects as it likes, and there is no other way to know them.
 */
export async function appInputs(app: string, machine: Machine): Promise<readonly AppInputs[]> {
  const { environment } = machine;
  const { signal, stopListening } = interruption(machine);
  const folder = mkdtempSync(join(tmpdir(), 'cdk-compose-app-'));
  try {
    const context = { ...wholeContext(machine), [reportKey]: true };
    const finished = await runCommand({
      ...shellCommand(app, process.platform),
      directory: machine.directory,
      environment: {
        ...environment,
        CDK_OUTDIR: folder,
        CDK_CONTEXT_JSON: JSON.stringify(context),
        CONTEXT_OVERFLOW_LOCATION_ENV: undefined,
      },
      signal,
    });
    if (signal.aborted) return [failed(diagnose('build-interrupted', {}))];
    if (finished.kind !== 'exited' || finished.code !== 0) {
      const said = finished.kind === 'exited' ? finished.stderr.trim().split('\n') : [];
      const output = said.filter((line) => line !== '' && !/^\s+at /.test(line)).slice(-16);
      return [failed(diagnose('app-failed', { app, output }))];
    }
    const reports = reportsIn(folder);
    return reports.length === 0 ? [failed(diagnose('app-without-compose', { app }))] : reports.map(inputsOf);
  } finally {
    stopListening();
    // It holds the values of variables.
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Artifact {
  readonly type?: string;
  readonly properties?: { readonly directoryName?: string };
  readonly additionalMetadataFile?: string;
  readonly metadata?: Metadata;
}

type Metadata = Readonly<Record<string, readonly { readonly type: string; readonly data?: unknown }[]>>;

/** The reports of an assembly and those within it: stages have assemblies of their own. */
function reportsIn(folder: string): readonly ReportedInputs[] {
  const manifest = join(folder, 'manifest.json');
  // What is no CDK app writes no assembly.
  if (!existsSync(manifest)) return [];
  const { artifacts = {} } = json<{ artifacts?: Record<string, Artifact> }>(manifest);
  return Object.values(artifacts).flatMap(
    ({ type, properties, metadata = {}, additionalMetadataFile: more }) => {
      if (type === 'cdk:cloud-assembly') return reportsIn(join(folder, properties?.directoryName ?? ''));
      const added = more === undefined ? {} : json<Metadata>(join(folder, more));
      return Object.values({ ...metadata, ...added })
        .flat()
        .filter((entry) => entry.type === reportType)
        .map(({ data }) => JSON.parse(Buffer.from(String(data), 'base64').toString()) as ReportedInputs);
    },
  );
}

function inputsOf({ project, directory, bindings, environment, vpc, ...rest }: ReportedInputs): AppInputs {
  const sources = new Map(rest.sources);
  const loaded = {
    project,
    directory,
    isNameGiven: true,
    sources,
    environment: new Map(rest.variables),
    // Places in files stay with the app, which shows its own findings.
    spans: spanIndex({}),
    profiles: [],
    layers: [],
    environmentFiles: [],
    tree: mapNode(new Map(), { at: { source: directory, start: 0, end: 0 } }),
    ...(vpc && { vpc }),
  };
  const lock = readImageLock(join(directory, imageLockName));
  const images = resolveImages(loaded, lock.value ?? { version: 1, images: {} });
  const findings = [...lock.diagnostics, ...images.diagnostics];
  const named = environment === undefined ? {} : { environment };
  const value = { project: loaded, images: images.value ?? {}, bindings, findings, ...named };
  return { value, diagnostics: findings, sources: new Map([...sources, ...lock.sources]) };
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

function failed(diagnostic: Diagnostic): AppInputs {
  return { value: undefined, diagnostics: [diagnostic], sources: new Map() };
}
