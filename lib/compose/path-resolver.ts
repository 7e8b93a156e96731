import * as host from 'node:path';
import { absolutePath, joinPath } from '../syntax/grammars/path.js';
import { isAbsolute } from '../syntax/host-path.js';
import type { PathResolver } from '../syntax/syntax.js';
import type { Loading } from './loading.js';

/** Resolves host paths against `base`, which inside of `include` and `extends` is itself relative. */
export function pathResolver({ files, home }: Loading, base: string): PathResolver {
  const absolute = (path: string): string => {
    const found = path.startsWith('~') && home !== undefined ? joinPath(home, path.slice(1)) : path;
    return found === '' || host.isAbsolute(found) ? found : joinPath(base, found);
  };
  return {
    absolute,
    mountable: (path) => (path !== '' && isAbsolute(path) ? path : absoluteOrBase(absolute(path), base)),
    real: (path) => withFirstLinkFollowed(absolute(path), files.realPath),
  };
}

// Unlike other paths, an empty source is the base itself.
function absoluteOrBase(path: string, base: string): string {
  return path === '' ? base : path;
}

/** The path with the first symbolic link in it replaced by what it leads to. */
function withFirstLinkFollowed(path: string, realPath: (path: string) => string | undefined): string {
  if (!path.startsWith('/')) return path;
  const parts = path.split('/').slice(1);
  for (let count = 1; count <= parts.length; count++) {
    const prefix = `/${parts.slice(0, count).join('/')}`;
    const real = realPath(prefix);
    if (real === undefined) return path;
    if (real !== prefix) return absolutePath(parts.slice(count).join('/'), real);
  }
  return path;
}
