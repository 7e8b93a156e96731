/** Bind mounts: what becomes of a file or folder of a laptop where there is none. */
import { isAbsolute, relative, resolve } from 'node:path';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import type { BindFacts } from '../model/file-layer.js';
import type { ResolvedImage } from '../model/image-lock.js';
import { isDataPath, isEnvName, isKeyName, looksLikeData, looksLikeFile } from './bind-names.js';
import { hostPath } from './host-paths.js';
import type { LoadedProject, Service, Volume } from './project.js';

/** A mount of a file or folder of the machine that Compose runs on. */
export interface BindMount {
  readonly service: string;
  /** Of the entry in the service's `volumes`. */
  readonly index: number;
  /** Absolute. */
  readonly source: string;
  /** The source as every machine calls it: `./data` below the project's folder, else the absolute path. */
  readonly name: string;
  /** Absolute, in the container. */
  readonly target: string;
  readonly readOnly: boolean;
  /** The named volume whose driver options make it a bind mount. */
  readonly volume: string | undefined;
  /** What the Compose file itself says is to become of it, and where. */
  readonly stated: { readonly value: 'copy' | 'persist' | 'ignore'; readonly path: ComposePath } | undefined;
}

/** What becomes of a bind mount, and why. */
export type BindTreatment =
  | {
      /** `copy`: into the image; `persist`: a volume of its own; `ignore`: nothing has to be done. */
      readonly kind: 'copy' | 'persist' | 'ignore';
      readonly because: string;
      /** Told by names alone, because the project is not under version control. */
      readonly isGuess: boolean;
    }
  | { readonly kind: 'refuse'; readonly because: string; readonly instead: string };

interface Loaded extends Pick<LoadedProject, 'directory' | 'spans' | 'sources' | 'environment'> {
  readonly project: Pick<LoadedProject['project'], 'services' | 'volumes'>;
}

/** The bind mounts of a service: entries of type `bind`, and named volumes that the local driver binds to a folder. */
export function bindMounts(loaded: Loaded, service: string): readonly BindMount[] {
  const { project, directory } = loaded;
  const definition = project.services[service];
  return (definition?.volumes ?? []).flatMap((mount, index): readonly BindMount[] => {
    const volume = mount.type === 'volume' ? mount.source : undefined;
    const source = mount.type === 'bind' ? mount.source : boundDevice(project.volumes?.[volume ?? '']);
    if (source === undefined || source === '') return [];
    const absolute = resolve(directory, source);
    return [
      {
        service,
        index,
        source: absolute,
        name: nameOf(absolute, loaded, isRelative(loaded, ['services', service, 'volumes', index])),
        target: mount.target,
        readOnly: mount.read_only === true,
        volume: volume === '' ? undefined : volume,
        stated: statedTreatment(definition, service, index),
      },
    ];
  });
}

/** The folder that a named volume is bound to by `driver_opts: {type: none, o: bind, device: …}`. */
export function boundDevice(volume: Volume | undefined): string | undefined {
  const { o = '', device } = volume?.driver_opts ?? {};
  return o.split(',').some((option) => option === 'bind' || option === 'rbind') ? device : undefined;
}

/** Whether the source is part of the project: told relative to it, or known to its version control. */
function isOwn({ name }: BindMount, { tracked }: BindFacts): boolean {
  return tracked === true || name.startsWith('.');
}

/** The rule. Without facts, as where no image is resolved, names alone tell. */
export function bindTreatment(bind: BindMount, facts: BindFacts = factsByName(bind)): BindTreatment {
  const { source, target, name, readOnly, stated } = bind;
  const decided = (kind: 'copy' | 'persist' | 'ignore', because: string, isGuess = false) => ({
    kind,
    because,
    isGuess,
  });
  const isSecret = facts.kind === 'file' && (isKeyName(source) || isEnvName(source));
  const secret = {
    kind: 'refuse',
    because: 'it looks like a secret, and everyone who may pull an image reads what is in it',
    instead: isEnvName(source)
      ? 'list it under env_file, or make it a Compose secret'
      : `make it a Compose secret: secrets: {…: {file: ${name}}}`,
  } as const;
  if (stated !== undefined) {
    if (stated.value === 'copy' && isSecret) return secret;
    return stated.value === 'persist' && facts.kind === 'file'
      ? { kind: 'refuse', because: 'a volume holds folders, not a single file', instead: 'mount its folder' }
      : decided(stated.value, `x-aws-bind: ${stated.value}`);
  }
  const host = isOwn(bind, facts) ? undefined : hostPath(source);
  if (host !== undefined) {
    const { level, because, instead = 'use a named volume' } = host;
    return level === 'ignore' ? decided('ignore', because) : { kind: 'refuse', because, instead };
  }
  if (facts.instruction !== undefined)
    return decided('ignore', `its Dockerfile has it there: ${facts.instruction}`);
  if (facts.kind === 'file') return isSecret ? secret : decided('copy', 'a file');
  if (!isOwn(bind, facts)) return decided('persist', 'a folder outside of the project');
  if (readOnly) return decided('copy', 'a folder that is only read');
  if (facts.tracked === true) return decided('copy', 'a folder under version control');
  if (facts.isVolume) return decided('persist', 'the image declares a VOLUME there');
  if (isDataPath(target)) return decided('persist', 'images keep their data there');
  if (facts.tracked === false) return decided('persist', 'nothing in it is under version control');
  return looksLikeData(name, target)
    ? decided('persist', 'by its name a folder of data', true)
    : decided('copy', 'by its name no folder of data', true);
}

/** What names alone tell about a bind mount. */
export function factsByName({ source, target }: BindMount): BindFacts {
  return {
    kind: looksLikeFile(source, target) ? 'file' : 'folder',
    tracked: undefined,
    instruction: undefined,
    isVolume: false,
  };
}

/** A bind mount with what is known of it. */
export interface KnownBind {
  readonly bind: BindMount;
  /** Absent where no image is resolved. */
  readonly facts: BindFacts | undefined;
}

/** A bind mount with what becomes of it. */
export interface TreatedBind {
  readonly bind: BindMount;
  readonly treatment: BindTreatment;
}

/**
 * What becomes of all bind mounts of a project: services that mount one folder find the same in it, so where one keeps
 * it in a volume, the others mount that volume.
 */
export function treatBinds(known: readonly KnownBind[]): readonly TreatedBind[] {
  const alone = known.map(({ bind, facts }) => ({ bind, treatment: bindTreatment(bind, facts) }));
  return alone.map((own) => {
    if (own.treatment.kind !== 'copy' || own.bind.stated !== undefined) return own;
    const keeper = alone.find(
      ({ bind, treatment }) => treatment.kind === 'persist' && bind.source === own.bind.source,
    );
    if (keeper === undefined) return own;
    const because = `service ${keeper.bind.service} keeps data in it`;
    return { ...own, treatment: { kind: 'persist', because, isGuess: own.treatment.isGuess } };
  });
}

/** What becomes of all bind mounts of a loaded project, by what is known of them with the images of its services. */
export function treatedBinds(
  loaded: Loaded,
  images: Readonly<Record<string, Pick<ResolvedImage, 'binds'>>>,
): readonly TreatedBind[] {
  return treatBinds(
    Object.keys(loaded.project.services).flatMap((service) =>
      bindMounts(loaded, service).map((bind) => ({ bind, facts: images[service]?.binds?.[bind.index] })),
    ),
  );
}

/** The name of the volume that keeps what a persisted bind mount holds. */
export function bindVolumeName({ volume, name }: BindMount): string {
  return volume ?? name;
}

function nameOf(source: string, { directory, environment }: Loaded, isRelativeText: boolean): string {
  const posix = (path: string): string => path.replaceAll('\\', '/');
  const below = posix(relative(directory, source));
  if (below === '') return '.';
  if (isRelativeText || (!/^\.\.(?:\/|$)/.test(below) && !isAbsolute(below))) return `./${below}`;
  const absolute = posix(source);
  const home = posix(environment.get('HOME') ?? '');
  // Home folders are called otherwise on every machine.
  return home.length > 1 && absolute.startsWith(`${home}/`)
    ? `$HOME${absolute.slice(home.length)}`
    : absolute;
}

/** Whether the source is written relative to the project, so that it moves with it. */
function isRelative({ spans, sources }: Loaded, path: ComposePath): boolean {
  const at = spans.value([...path, 'source']) ?? spans.value(path);
  const text = at === undefined ? '' : (sources.get(at.source)?.slice(at.start, at.end) ?? '');
  return /^["']?\.{1,2}(?:[/\\:]|$)/.test(text);
}

function statedTreatment(
  definition: Service | undefined,
  service: string,
  index: number,
): BindMount['stated'] {
  const places: readonly (readonly [unknown, ComposePath])[] = [
    [definition?.volumes?.[index]?.['x-aws-bind'], ['services', service, 'volumes', index, 'x-aws-bind']],
    [definition?.['x-aws-bind'], ['services', service, 'x-aws-bind']],
  ];
  for (const [value, path] of places) {
    if (value === 'copy' || value === 'persist' || value === 'ignore') return { value, path };
  }
  return undefined;
}
