import type { LogAddress } from './log-driver.js';

/** What an address may look like. */
export interface AddressForm {
  /** Protocols by their scheme: `{'tcp+tls': 'tcp'}`. */
  readonly schemes: Readonly<Record<string, 'tcp' | 'udp'>>;
  /** Schemes of sockets of the machine. Absent: none. */
  readonly sockets?: readonly string[];
  /** The protocol where none is named; absent: one has to be. */
  readonly protocol?: 'tcp' | 'udp';
  /** Absent: it has to be named. */
  readonly port?: number;
}

/** Reads `tcp://host:port`, `host:port` or `unix:///path`. */
export function readAddress(
  text: string,
  { schemes, sockets = [], protocol, port }: AddressForm,
): LogAddress {
  const [, scheme, rest = ''] = /^(?:([a-z+]+):\/\/)?(.*)$/i.exec(text) ?? [];
  if (scheme !== undefined && sockets.includes(scheme)) return { kind: 'machine' };
  const found = scheme === undefined ? protocol : schemes[scheme];
  if (found === undefined) {
    const known = [...Object.keys(schemes), ...sockets].join(', ');
    return { kind: 'broken', because: `the address ${text} begins with none of ${known}` };
  }
  const [, bracketed, plain, stated] = /^(?:\[([^\]]+)\]|([^:/@]*))(?::(\d+))?\/?$/.exec(rest) ?? [];
  const host = bracketed ?? plain;
  const number = stated === undefined ? port : Number(stated);
  if (host === undefined || host === '')
    return { kind: 'broken', because: `the address ${text} names no host` };
  if (number === undefined || number < 1 || number > 65_535)
    return { kind: 'broken', because: `the address ${text} names no port` };
  return { kind: 'receiver', host, port: number, protocol: found };
}

/** Reads `https://host:port/path`. What it says of a broken one repeats no password. */
export function readUrl(option: string, text: string | undefined): LogAddress {
  const url = parsedUrl(text);
  return url === undefined
    ? { kind: 'broken', because: `${option} is no address of the form https://host:port/path` }
    : { kind: 'receiver', host: hostOf(url), port: portOf(url), protocol: 'tcp' };
}

/** The parts of an address of HTTP; undefined: it is none. */
export function parsedUrl(text: string | undefined): URL | undefined {
  const url = text === undefined || !URL.canParse(text) ? undefined : new URL(text);
  return url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.hostname !== '' &&
    isEscaped(url.username + url.password)
    ? url
    : undefined;
}

/** Whether each `%` begins an escaped byte of UTF-8. */
function isEscaped(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
