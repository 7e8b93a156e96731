import { lockedImage } from './image-facts.js';
import type { Planning } from './planning.js';

/** Who a container's main process runs as, as far as it can be known without starting it. */
export type ContainerUser =
  | { readonly kind: 'root' }
  | { readonly kind: 'numeric'; readonly uid: number; readonly gid: number }
  /** A name of the image's own user database: its number is not known. */
  | { readonly kind: 'named'; readonly name: string };

/** `user`, else the image's own user; an image that the lock lacks is taken to run as root. */
export function userOf(planning: Planning, name: string): ContainerUser {
  const text = planning.project.services[name]?.user ?? lockedImage(planning, name)?.config.user ?? '';
  const [user = '', group = user] = text.split(':');
  if (user === '' || user === 'root' || user === '0') return { kind: 'root' };
  if (!/^\d+$/.test(user)) return { kind: 'named', name: user };
  return { kind: 'numeric', uid: Number(user), gid: /^\d+$/.test(group) ? Number(group) : Number(user) };
}
