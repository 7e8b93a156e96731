import { parsed, refused, type Parsed } from './parsed.js';

/** A mount of a service, in the long form that Compose gives a short one. */
export interface VolumeShape {
  readonly type: 'bind' | 'volume';
  readonly source?: string;
  readonly target: string;
  readonly read_only?: true;
  readonly bind?: {
    readonly create_host_path?: true;
    readonly propagation?: string;
    readonly selinux?: string;
  };
  readonly volume?: { readonly nocopy?: true };
}

const PROPAGATIONS: readonly string[] = ['private', 'rprivate', 'shared', 'rshared', 'slave', 'rslave'];

/**
 * The mount of `[SOURCE:]TARGET[:OPTIONS]`. A source is a bind mount's path if it starts with `.`, `/`, `~` or a
 * Windows drive, else a volume's name; unknown options are ignored, as Compose ignores them.
 * Compose Specification, services: volumes, short syntax.
 */
export function parseVolume(text: string): Parsed<VolumeShape> {
  if (text === '') return refused('empty volume');
  // Measured in bytes, as the reference measures it; such a short text names no source.
  if (Buffer.byteLength(text) <= 2) return parsed({ type: 'volume', target: text });
  const sections = splitSections(text);
  if (sections.includes('')) return refused(`empty section between colons in volume '${text}'`);
  if (sections.length > 3) return refused(`too many colons in volume '${text}'`);
  const [source, target, options = ''] = sections.length === 1 ? [undefined, ...sections] : sections;
  const flags = options.split(',');
  const propagation = flags.findLast((flag) => PROPAGATIONS.includes(flag));
  const selinux = flags.findLast((flag) => flag === 'z' || flag === 'Z');
  const bound = source !== undefined && isHostPath(source);
  return parsed({
    type: bound ? 'bind' : 'volume',
    ...(source !== undefined && { source }),
    target: target ?? '',
    ...(flags.findLast((flag) => flag === 'ro' || flag === 'rw') === 'ro' && { read_only: true }),
    ...((bound || propagation !== undefined || selinux !== undefined) && {
      bind: {
        ...(bound && { create_host_path: true }),
        ...(propagation !== undefined && { propagation }),
        ...(selinux !== undefined && { selinux }),
      },
    }),
    ...((!bound || flags.includes('nocopy')) && { volume: flags.includes('nocopy') ? { nocopy: true } : {} }),
  });
}

/** True if a mount's source is a path on the Docker host rather than a volume's name. */
export function isHostPath(source: string): boolean {
  return /^(?:[./~]|\\\\|\p{L}:)/u.test(source);
}

// A colon separates, but not inside ${…}, nor after the one letter of a Windows drive.
function splitSections(text: string): readonly string[] {
  const sections: string[] = [];
  let section = '';
  let depth = 0;
  const characters = Array.from(text);
  for (const [index, character] of characters.entries()) {
    if (character === '$' && characters[index + 1] === '{') depth++;
    else if (character === '}' && depth > 0) depth--;
    else if (character === ':' && depth === 0 && !/^\p{L}$/u.test(section)) {
      sections.push(section);
      section = '';
      continue;
    }
    section += character;
  }
  return [...sections, section];
}
