import type { ImageLock, LockedImage, ResolvedImage } from '../model/image-lock.js';

/** One kind of build input, compared with what the lock's image was built from. */
export interface InputChange {
  readonly kind: string;
  readonly change: 'same' | 'changed' | 'added' | 'removed';
}

/** Why a service's image has to be built, or not. */
export interface Explanation {
  readonly state: 'locked' | 'stale' | 'new';
  /** The tag that the lock holds for the service, when its own is not there. */
  readonly before: string | undefined;
  readonly changes: readonly InputChange[];
}

/** Compares the inputs of a service's build with those that the lock keeps of the image it ran before. */
export function explainImage(service: string, image: ResolvedImage, lock: ImageLock): Explanation {
  const inputs = image.inputs ?? {};
  const [before, old] =
    image.locked === undefined ? previous(service, inputs, lock) : [image.key, image.locked];
  const earlier = old?.inputs ?? {};
  const kinds = [...new Set([...Object.keys(inputs), ...Object.keys(earlier)])];
  return {
    state: image.locked !== undefined ? 'locked' : old === undefined ? 'new' : 'stale',
    before: image.locked === undefined ? before : undefined,
    changes: kinds.map((kind) => ({ kind, change: changeOf(earlier[kind], inputs[kind]) })),
  };
}

function changeOf(before: string | undefined, now: string | undefined): InputChange['change'] {
  if (before === now) return 'same';
  if (before === undefined) return 'added';
  return now === undefined ? 'removed' : 'changed';
}

/** The lock's image of the service that has most in common with what it is now. */
function previous(
  service: string,
  inputs: Readonly<Record<string, string>>,
  { images }: ImageLock,
): readonly [string, LockedImage] | readonly [] {
  const common = ({ inputs: other = {} }: LockedImage): number =>
    Object.keys(inputs).filter((kind) => other[kind] === inputs[kind]).length;
  const candidates = Object.entries(images).filter(
    ([key, image]) => image.services.includes(service) && key.startsWith('c-'),
  );
  return candidates.toSorted(([, a], [, b]) => common(b) - common(a))[0] ?? [];
}
