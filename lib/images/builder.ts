import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Buildx } from './buildx.js';

/** The builder of a run; another one never stands in for it. */
export interface Builder {
  readonly kind: 'cloud' | 'named' | 'current';
  /** For `--builder`; undefined for buildx's current one. */
  readonly name: string | undefined;
  /** Checks it. That takes a moment, in which it may build already: then nothing waits for it, and it is not urgent. */
  readonly check: (isUrgent?: boolean) => Promise<BuilderCheck>;
  /** What of this machine makes builds on it fail: asked once one has. */
  readonly flaw?: () => Promise<Diagnostic | undefined>;
}

/** What is known of a builder after its check. */
export interface BuilderCheck {
  /** `Docker Build Cloud acme/default (--builder)`: which one, and who chose it. */
  readonly words: string;
  /** Why it must not build, even where it seems to succeed. */
  readonly refusal: Diagnostic | undefined;
  /** What is wrong with it, which explains why a build fails. */
  readonly trouble: Diagnostic | undefined;
}

/** Which builder is wanted, and who says so. */
export type BuilderChoice =
  | { readonly kind: 'cloud'; readonly organization: string; readonly builder: string; readonly by: string }
  | { readonly kind: 'named'; readonly name: string; readonly by: string }
  | { readonly kind: 'current' };

/** Where a choice may come from; the first one that is set decides. */
export interface BuilderWishes {
  /** `--builder`. */
  readonly flag?: string | undefined;
  /** Another flag's name, when that one is meant. */
  readonly flagName?: string | undefined;
  /** The CDK context `compose:builder`. */
  readonly context?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The builder that the user asked for: the flag, then BUILDX_BUILDER, then the project's own setting, then the variables
 * that Docker's guides to Build Cloud in CI set. A name with a slash is a Docker Build Cloud builder.
 */
export function chooseBuilder({
  flag,
  flagName = '--builder',
  context,
  environment,
}: BuilderWishes): Checked<BuilderChoice> {
  const { BUILDX_BUILDER: variable, DOCKER_ACCOUNT: account, CLOUD_BUILDER_NAME: cloud } = environment;
  const wishes: readonly (readonly [string | undefined, string])[] = [
    [flag, flagName],
    [variable, 'BUILDX_BUILDER'],
    [context, 'compose:builder'],
    [account && cloud ? `${account}/${cloud}` : undefined, 'DOCKER_ACCOUNT and CLOUD_BUILDER_NAME'],
  ];
  const [name, by] = wishes.find(([wish]) => wish !== undefined && wish !== '') ?? [];
  if (name === undefined || by === undefined) return { value: { kind: 'current' }, diagnostics: [] };
  if (!name.includes('/')) return { value: { kind: 'named', name, by }, diagnostics: [] };
  const [organization = '', builder = '', ...rest] = name.replace(/^cloud:\/\//, '').split('/');
  if (organization === '' || builder === '' || rest.length > 0) {
    return { value: undefined, diagnostics: [diagnose('build-cloud-name-broken', { name })] };
  }
  return { value: { kind: 'cloud', organization, builder, by }, diagnostics: [] };
}

/** What buildx says of itself and of a builder. */
interface Inspection {
  readonly driver: string | undefined;
  readonly problem: Diagnostic | undefined;
}

/** A builder that buildx knows. Asking for it costs nothing: a bake on one that is not there fails by itself. */
export function knownBuilder(choice: Exclude<BuilderChoice, { kind: 'cloud' }>, buildx: Buildx): Builder {
  const name = choice.kind === 'named' ? choice.name : undefined;
  return {
    kind: choice.kind,
    name,
    check: async (isUrgent) => {
      const { driver = 'unknown', problem: trouble } = await inspect(buildx, name, isUrgent);
      const words =
        choice.kind === 'named'
          ? `builder ${choice.name} (${choice.by}, driver ${driver})`
          : `the current builder of docker buildx (driver ${driver}; none was chosen)`;
      return { words, refusal: undefined, trouble };
    },
    flaw: () => checkVersion(buildx, [0, 26, 0], 'pushing with credentials from the environment'),
  };
}

/** A finding when buildx is missing or older than `needed`. A version that says nothing passes. */
export async function checkVersion(
  { run, program, environment, signal }: Buildx,
  needed: readonly [number, number, number],
  why: string,
): Promise<Diagnostic | undefined> {
  const finished = await run({ argv: [...program, 'version'], environment, signal });
  if (finished.kind === 'interrupted') return diagnose('build-interrupted', {});
  if (finished.kind === 'missing' || finished.code !== 0)
    return diagnose('buildx-missing', { program: program.join(' ') });
  const version = /\bv?(\d+)\.(\d+)\.(\d+)/.exec(finished.stdout);
  if (version === null) return undefined;
  const parts = version.slice(1).map(Number);
  if (parts.every((part) => part === 0)) return undefined;
  const index = needed.findIndex((part, at) => part !== parts[at]);
  if (index < 0 || (parts[index] ?? 0) > (needed[index] ?? 0)) return undefined;
  return diagnose('buildx-too-old', { version: parts.join('.'), needed: needed.join('.'), why });
}

/** Asks buildx for a builder, without starting it. */
export async function inspect(
  { run, program, environment, signal }: Buildx,
  name: string | undefined,
  isUrgent = true,
): Promise<Inspection> {
  const argv: [string, ...string[]] = [...program, 'inspect', ...(name === undefined ? [] : [name])];
  const finished = await run({ argv, environment, signal, isUrgent });
  const builder = name ?? 'default';
  if (finished.kind === 'interrupted')
    return { driver: undefined, problem: diagnose('build-interrupted', {}) };
  if (finished.kind === 'missing') {
    return { driver: undefined, problem: diagnose('buildx-missing', { program: program.join(' ') }) };
  }
  const said = `${finished.stdout}\n${finished.stderr}`;
  if (finished.code !== 0) {
    const isMissing = /no builder .* found/i.test(said);
    const reason = finished.stderr.trim().replace(/^ERROR:\s*/, '');
    const problem = isMissing
      ? diagnose('builder-missing', { builder })
      : diagnose('builder-unreachable', { builder, reason });
    return { driver: undefined, problem };
  }
  const driver = /^Driver:\s+(\S+)/m.exec(finished.stdout)?.[1];
  const reason =
    /^Error:\s+(.+)$/m.exec(finished.stdout)?.[1] ??
    (driver === 'remote' ? silentNode(finished.stdout) : undefined);
  const problem = reason === undefined ? undefined : diagnose('builder-unreachable', { builder, reason });
  return { driver, problem };
}

/** Nodes of other drivers are inactive until they are used; a remote one then does not answer. */
function silentNode(inspection: string): string | undefined {
  const [, node, endpoint] = /^Name:\s+(\S+)\nEndpoint:\s+(\S+)\nStatus:\s+inactive$/m.exec(inspection) ?? [];
  return node === undefined ? undefined : `its node ${node} at ${endpoint} does not answer`;
}
