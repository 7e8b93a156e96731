import { isAbsolute, posix, sep } from 'node:path';

/** A path of this machine with `/` in it, which Windows takes, too: so paths are compared and printed alike everywhere. */
export function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** The shortest path that means the same: no `.`, no `..` but leading ones, no doubled or trailing slash; `.` for none. */
export function cleanPath(path: string): string {
  const normal = posix.normalize(slashed(path));
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

/** The paths joined and cleaned; '' when all are empty. */
export function joinPath(...parts: readonly string[]): string {
  const given = parts.filter((part) => part !== '');
  return given.length === 0 ? '' : cleanPath(given.join('/'));
}

/** `path` cleaned, and made absolute against `directory` unless it is so already. */
export function absolutePath(path: string, directory: string): string {
  return isAbsolute(path) ? cleanPath(path) : joinPath(directory, path);
}

/** True for `C:\x`, `C:/x`, `\\server\share` and named pipes: paths of the Windows machine that Docker runs on. */
export function isWindowsAbsolutePath(path: string): boolean {
  return /^[a-zA-Z]:[\\/]/.test(path) || path.startsWith('\\\\');
}
