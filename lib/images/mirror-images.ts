import { hasWayOut } from '../compose/way-out.js';
import { diagnose, hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { BuildPorts, BuildRequest, Described, ImageOutcome } from './build-request.js';
import { buildxEnvironment } from './docker-environment.js';
import type { ImageDescription } from './image-description.js';
import { usersOfImage } from './own-images.js';

/** A pulled image that has to be in the project's own repository. */
interface Mirror {
  readonly key: string;
  readonly services: readonly string[];
  /** `docker.io/library/redis@sha256:…` */
  readonly origin: string;
  readonly digest: string;
  /** `m-` and 32 hex digits of the digest: what keeps the image from being untagged. */
  readonly tag: string;
}

/**
 * Copies the pulled images of services that have no way out to the internet into the project's own repository, all
 * platforms, under the digest that they have at their origin. `pinned` is what was asked for just now, by key.
 */
export async function mirrorImages(
  request: BuildRequest,
  ports: Pick<BuildPorts, 'repository' | 'buildx'>,
  pinned: ReadonlyMap<string, ImageDescription>,
): Promise<Pick<Described, 'outcomes' | 'diagnostics'>> {
  const wanted = mirrorsOf(request, pinned);
  if (wanted.length === 0) return { outcomes: [], diagnostics: [] };
  const { value: repository, diagnostics: opening } = await ports.repository();
  if (repository === undefined) return { outcomes: wanted.map(failed), diagnostics: opening };
  const { value: present, diagnostics: asking } = await repository.find(wanted.map(({ tag }) => tag));
  const missing = wanted.filter(({ tag, digest }) => present?.get(tag) !== digest);
  if (hasErrors(asking)) return { outcomes: wanted.map(failed), diagnostics: asking };
  if (missing.length === 0) return { outcomes: [], diagnostics: [] };
  const prepared = await repository.prepare();
  if (hasErrors(prepared.diagnostics))
    return { outcomes: missing.map(failed), diagnostics: prepared.diagnostics };

  const { run, program, environment: own, signal } = ports.buildx();
  const { registry, name, auth } = repository;
  const environment = buildxEnvironment(own, auth === undefined ? [] : [{ registry, auth }], {});
  const copied = await Promise.all(
    missing.map(async (mirror): Promise<readonly [Mirror, Diagnostic | undefined]> => {
      // An index made of a single manifest would have another digest.
      const options = ['--prefer-index=false', '--tag', `${registry}/${name}:${mirror.tag}`];
      const finished = await run({
        argv: [...program, 'imagetools', 'create', ...options, mirror.origin],
        environment,
        signal,
      });
      if (finished.kind === 'interrupted') return [mirror, diagnose('build-interrupted', {})];
      if (finished.kind === 'missing')
        return [mirror, diagnose('buildx-missing', { program: program.join(' ') })];
      const reason =
        finished.stderr
          .trim()
          .split('\n')
          .at(-1)
          ?.replace(/^ERROR:\s*/, '') ?? '';
      const path = ['services', mirror.services[0] ?? '', 'image'];
      return [
        mirror,
        finished.code === 0
          ? undefined
          : diagnose('image-not-mirrored', { image: mirror.origin, registry, reason }, { path }),
      ];
    }),
  );
  return {
    outcomes: copied.map(([mirror, problem]) =>
      problem === undefined ? { ...failed(mirror), outcome: 'mirrored' } : failed(mirror),
    ),
    diagnostics: copied.flatMap(([, problem]) => problem ?? []),
  };
}

function mirrorsOf(
  { loaded, images }: BuildRequest,
  pinned: ReadonlyMap<string, ImageDescription>,
): readonly Mirror[] {
  const byKey = new Map<string, Mirror>();
  for (const [service, { from, key, repository, digest: locked }] of Object.entries(images)) {
    const digest = pinned.get(key)?.digest ?? locked;
    if (
      from !== 'registry' ||
      digest === undefined ||
      repository === undefined ||
      usersOfImage(loaded.project, service).every((user) => hasWayOut(loaded.project, user))
    )
      continue;
    const services = [...(byKey.get(key)?.services ?? []), service];
    byKey.set(key, {
      key,
      services,
      origin: `${repository}@${digest}`,
      digest,
      tag: `m-${digest.slice(7, 39)}`,
    });
  }
  return [...byKey.values()];
}

function failed({ key, services }: Mirror): ImageOutcome {
  return { key, services, outcome: 'failed' };
}
