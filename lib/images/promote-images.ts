import type { ImageRepository } from '../aws/image-repository.js';
import { diagnose, hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { ImageLock } from '../model/image-lock.js';
import type { Buildx } from './buildx.js';
import { buildxEnvironment } from './docker-environment.js';

/** From where, to where. */
export interface Promotion {
  readonly lock: ImageLock;
  /** The content tags that the environment runs. */
  readonly tags: readonly string[];
  /** Where the images were built into. */
  readonly home: ImageRepository;
  readonly target: ImageRepository;
}

/**
 * Copies built images, all platforms, into the repository of another region under the digest that the lock names: what
 * was tested is what is promoted, byte for byte. What the target has already is left; a tag that stands for another
 * digest there is an error.
 */
export async function promoteImages(
  { lock, tags, home, target }: Promotion,
  { run, program, environment, signal }: Buildx,
): Promise<{ readonly copied: readonly string[]; readonly diagnostics: readonly Diagnostic[] }> {
  const wanted = tags.flatMap((tag) => {
    const digest = Object.hasOwn(lock.images, tag) ? lock.images[tag]?.digest : undefined;
    return digest === undefined ? [] : [{ tag, digest }];
  });
  if (wanted.length === 0) return { copied: [], diagnostics: [] };
  const { value: present = new Map<string, string>(), diagnostics: asking } = await target.find(
    wanted.map(({ tag }) => tag),
  );
  const missing = wanted.filter(({ tag }) => !present.has(tag));
  if (hasErrors(asking) || missing.length === 0)
    return { copied: [], diagnostics: [...asking, ...differing(wanted, present, target)] };
  const prepared = await target.prepare();
  if (hasErrors(prepared.diagnostics)) return { copied: [], diagnostics: prepared.diagnostics };

  const credentials = [home, target].flatMap(({ registry, auth }) =>
    auth === undefined ? [] : [{ registry, auth }],
  );
  const to = `${target.registry}/${target.name}`;
  const failures: Diagnostic[] = [];
  for (const { tag, digest } of missing) {
    const finished = await run({
      argv: [
        ...program,
        'imagetools',
        'create',
        // An index made of a single manifest would have another digest.
        '--prefer-index=false',
        '--tag',
        `${to}:${tag}`,
        `${home.registry}/${home.name}@${digest}`,
      ],
      environment: buildxEnvironment(environment, credentials, {}),
      signal,
    });
    if (finished.kind === 'interrupted')
      return { copied: [], diagnostics: [diagnose('build-interrupted', {})] };
    if (finished.kind === 'missing')
      return { copied: [], diagnostics: [diagnose('buildx-missing', { program: program.join(' ') })] };
    if (finished.code !== 0) {
      const reason = finished.stderr.trim().split('\n').at(-1) ?? '';
      failures.push(diagnose('image-not-promoted', { tag, to, reason: reason.replace(/^ERROR:\s*/, '') }));
    }
  }
  const { value: now = new Map<string, string>(), diagnostics: again } = await target.find(
    missing.map(({ tag }) => tag),
  );
  return {
    copied: missing.filter(({ tag, digest }) => now.get(tag) === digest).map(({ tag }) => tag),
    diagnostics: [
      ...asking,
      ...failures,
      ...again,
      ...differing(wanted, new Map([...present, ...now]), target),
    ],
  };
}

function differing(
  wanted: readonly { readonly tag: string; readonly digest: string }[],
  present: ReadonlyMap<string, string>,
  { registry, name }: ImageRepository,
): readonly Diagnostic[] {
  return wanted.flatMap(({ tag, digest }) => {
    const found = present.get(tag);
    return found === undefined || found === digest
      ? []
      : [
          diagnose('image-not-promoted', {
            tag,
            to: `${registry}/${name}`,
            reason: `it is ${found} there, and ${digest} in the image lock`,
          }),
        ];
  });
}
