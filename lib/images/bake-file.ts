import type { BakeFile, BakeTarget } from '../model/bake-file.js';
import type { ResolvedImages } from '../model/image-lock.js';
import { bakeTarget, type SecretPlace, type TargetOptions } from './bake-target.js';
import type { PlannedBuild } from './planned-builds.js';
import type { ImageProject, ServiceBuild } from './service-build.js';

/** What a bake file is made for. */
export interface BakeOptions extends TargetOptions {
  /** Digests of images that the repository has, by content tag: what builds on one of them takes it from there. */
  readonly present: ReadonlyMap<string, string>;
  /** The environment that the project was loaded with: secrets may come from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder in which the files of a derived image are laid out; without it, only a name stands in its place. */
  readonly stagedAt?: (build: PlannedBuild) => string;
}

/** A bake file, and the environment variables through which it reads the secrets that are no files. */
export interface Bake {
  readonly file: BakeFile;
  /** Values of secrets: for the child process alone, never printed. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The bake file that builds the wanted images and pushes them under their content tags. */
export function bakeFile(
  project: ImageProject,
  { builds, images }: { readonly builds: readonly PlannedBuild[]; readonly images: ResolvedImages },
  options: BakeOptions,
): Bake {
  const environment: Record<string, string> = {};
  const secretOf = (name: string): SecretPlace => {
    const { file, environment: variable = name } = project.secrets?.[name] ?? {};
    if (file !== undefined) return { type: 'file', src: file };
    const value = options.environment[variable];
    if (value !== undefined) environment[variable] = value;
    return { type: 'env', env: variable };
  };
  const withTag = (tag: string | undefined): PlannedBuild | undefined =>
    builds.find((build) => build.tag === tag);
  // Others are built on what a service builds, not on that with its mounts laid over it.
  const buildOf = (service: string): PlannedBuild | undefined =>
    withTag(images[service]?.derived?.base.tag ?? images[service]?.tag);
  const basesOf = ({ definition, derived }: PlannedBuild): readonly PlannedBuild[] =>
    derived === undefined
      ? servicesBelow(definition.build).flatMap((service) => buildOf(service) ?? [])
      : [withTag(derived.base.tag)].flatMap((base) => base ?? []);
  const needed = new Map<string, PlannedBuild>();
  const need = (build: PlannedBuild): void => {
    needed.set(build.tag, build);
    for (const base of basesOf(build)) {
      if (!needed.has(base.tag) && !options.present.has(base.tag)) need(base);
    }
  };
  const wanted = builds.filter(({ tag }) => options.wanted.has(tag));
  for (const build of wanted) need(build);

  const targets = builds
    .filter(({ tag }) => needed.has(tag))
    .map((build): [string, BakeTarget] => {
      if (build.derived !== undefined) {
        const { from, repository, digest, tag } = build.derived.base;
        const base =
          from === 'build' ? baseContext(withTag(tag), options) : `docker-image://${repository}@${digest}`;
        const staged = {
          ...build.definition,
          build: {
            ...build.definition.build,
            context: options.stagedAt?.(build) ?? `/files-of-${build.tag}`,
          },
        };
        const surroundings = { options, contexts: { base }, secretOf };
        return [build.target, bakeTarget({ ...build, definition: staged }, surroundings)];
      }
      const contexts = Object.entries(build.definition.build.additional_contexts ?? {}).map(
        ([name, context]) => {
          const base = /^service:(.*)/.exec(context)?.[1];
          return [name, base === undefined ? context : baseContext(buildOf(base), options)];
        },
      );
      return [build.target, bakeTarget(build, { options, contexts: Object.fromEntries(contexts), secretOf })];
    });
  const file = {
    group: { default: { targets: wanted.map((build) => build.target) } },
    target: Object.fromEntries(targets),
  };
  return { file: escaped(file), environment };
}

function servicesBelow({ additional_contexts: contexts = {} }: ServiceBuild): readonly string[] {
  return Object.values(contexts).flatMap((context) => /^service:(.*)/.exec(context)?.[1] ?? []);
}

function baseContext(base: PlannedBuild | undefined, { present, repository }: BakeOptions): string {
  const digest = base === undefined ? undefined : present.get(base.tag);
  return digest === undefined ? `target:${base?.target}` : `docker-image://${repository}@${digest}`;
}

/** Bake reads every text of a JSON file as a template. */
function escaped(file: BakeFile): BakeFile {
  return JSON.parse(JSON.stringify(file), (_, part: unknown) =>
    typeof part === 'string' ? part.replace(/[$%]\{/g, (start) => `${start.slice(0, 1)}${start}`) : part,
  ) as BakeFile;
}
