/** Texts that are paths on the machine where Compose runs. */
import { isWindowsAbsolutePath } from './grammars/path.js';
import type { Node } from './node.js';
import { text } from './scalars.js';
import type { PathResolver, Syntax } from './syntax.js';

/** A path, made absolute against the project directory. */
export const resolvedText: Syntax<string> = {
  ...text,
  resolve: (node, resolver) => mapText(node, resolver.absolute),
};

/** The same for what may also be a path of a Windows machine. */
export const mountableText: Syntax<string> = {
  ...text,
  resolve: (node, resolver) => mapText(node, resolver.mountable),
};

/** The same for what may also be an address or a service. */
export const resolvedContext: Syntax<string> = { ...text, resolve: resolveContext };

/** A build context: what names a service or lies elsewhere than on this machine stays. */
export function resolveContext(node: Node, resolver: PathResolver): Node {
  return mapText(node, (path) =>
    path.includes('://') || path.startsWith('service:') || isRemote(path) ? path : resolver.absolute(path),
  );
}

function isRemote(path: string): boolean {
  return /^(?:https?:\/\/|git:\/\/|ssh:\/\/|github\.com\/|git@)/.test(path);
}

/** The node with its text replaced; other nodes stay. */
export function mapText(node: Node, replace: (text: string) => string): Node {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return node;
  const value = replace(node.value);
  return value === node.value ? node : { ...node, value };
}

/** True for absolute paths of Unix and of Windows. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || isWindowsAbsolutePath(path);
}
