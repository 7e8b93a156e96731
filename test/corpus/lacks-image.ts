import type { CorpusCase } from './corpus-case.js';

/**
 * Whether a service names no image that Docker could pull, since a variable that its name is made from is not set.
 * `docker compose up` refuses such a project as well.
 */
export function lacksImage({ expected }: CorpusCase): boolean {
  return Object.values(expected.services).some(({ image, build }) => {
    if (image === undefined) return build === undefined;
    return typeof image !== 'string' || /[:/@]$|^[:/]|\/\/|\/:|:.*:$/.test(image);
  });
}
