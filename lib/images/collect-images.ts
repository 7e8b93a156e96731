import type { StoredImage } from '../aws/stored-images.js';

/** What images are spared for. */
export interface Keepers {
  /** Images as task definitions write them, with who names each. */
  readonly named: ReadonlyMap<string, readonly string[]>;
  /** The digests of the image lock. */
  readonly locked: ReadonlySet<string>;
  /** `111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop`: for task definitions that name an image by its tag. */
  readonly repository: string;
  /** What was pushed later stays: it may be about to be deployed. */
  readonly pushedBefore: Date;
}

/** What becomes of one stored image, and why. */
export interface Verdict {
  readonly image: StoredImage;
  /** Undefined: nothing needs it, and it can be deleted. */
  readonly keptFor: string | undefined;
}

/** The tags that this program gives: content tags, those of mirrored images. */
const ownTag = /^[cm]-[0-9a-f]{32}$/;

/**
 * Tells which stored images can go. Spared is every digest that a task definition of any environment names, whatever
 * account and repository it names it in; what the image lock holds; what was pushed lately; what bears a tag that
 * others gave it; and the parts and signatures of all of these.
 */
export function collectImages(images: readonly StoredImage[], keepers: Keepers): readonly Verdict[] {
  const reasons = new Map(images.map((image) => [image.digest, reasonOf(image, keepers)]));
  // A part of an index of an index is none that Docker or ECR makes, but following costs nothing.
  for (let changed = true; changed;) {
    changed = false;
    for (const { digest, parts, subject } of images) {
      const own = reasons.get(digest);
      if (own !== undefined) {
        for (const part of parts) {
          if (!reasons.has(part) || reasons.get(part) !== undefined) continue;
          reasons.set(part, `part of ${short(digest)}`);
          changed = true;
        }
      } else if (subject !== undefined && reasons.get(subject) !== undefined) {
        reasons.set(digest, `belongs to ${short(subject)}`);
        changed = true;
      }
    }
  }
  return images
    .map((image) => ({ image, keptFor: reasons.get(image.digest) }))
    .toSorted((a, b) => b.image.pushed.getTime() - a.image.pushed.getTime());
}

/** `sha256:0123456789ab`: enough for people to tell images apart. */
export function short(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}

function reasonOf(
  { digest, tags, pushed }: StoredImage,
  { named, locked, repository, pushedBefore }: Keepers,
): string | undefined {
  const users = [...named].flatMap(([image, by]) =>
    image.endsWith(`@${digest}`) || tags.some((tag) => image === `${repository}:${tag}`) ? by : [],
  );
  if (users.length > 0) return users.toSorted().slice(-3).join(', ');
  if (locked.has(digest)) return 'the image lock';
  const foreign = tags.find((tag) => !ownTag.test(tag));
  if (foreign !== undefined) return `its tag ${foreign} is not ours`;
  return pushed >= pushedBefore ? 'pushed lately' : undefined;
}
