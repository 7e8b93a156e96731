import { parsed, refused, type Parsed } from './parsed.js';

/** A line of a container's hosts file. */
export interface ExtraHost {
  readonly host: string;
  /** IPv4 or IPv6 addresses, without brackets; not checked, as Compose does not check them. */
  readonly addresses: readonly string[];
}

/** `HOST=IP` or `HOST:IP`; commas separate several addresses. Compose Specification, services: extra_hosts. */
export function parseExtraHost(text: string): Parsed<ExtraHost> {
  const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
  if (at < 0) return refused(`no IP address in host '${text}'`);
  return extraHost(text.slice(0, at), text.slice(at + 1).split(','));
}

/** The same for an entry of the map form, in which a comma separates nothing. */
export function extraHost(host: string, addresses: readonly string[]): Parsed<ExtraHost> {
  if (host === '' || /[:=]/.test(host)) return refused(`bad host name '${host}'`);
  return parsed({ host, addresses: addresses.map((address) => address.replace(/^\[(.+)\]$/s, '$1')) });
}
