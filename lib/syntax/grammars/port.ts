import { isIP } from 'node:net';
import { parseGoInteger } from './go-number.js';
import { parsed, refused, type Parsed } from './parsed.js';

/** One published or exposed container port, in the long form that Compose gives a short one. */
export interface PortMapping {
  readonly mode: 'ingress';
  readonly host_ip?: string;
  readonly target: number;
  /** A port, or a range to choose from: `8080-8090`. */
  readonly published?: string;
  readonly protocol: string;
}

interface PortRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The port mappings of `[[IP:]HOST:]CONTAINER[/PROTOCOL]`; a container range gives one per port, in the text order of
 * `port/protocol`. Compose Specification, services: ports, short syntax.
 */
export function parsePort(text: string): Parsed<readonly PortMapping[]> {
  const parts = text.split(':');
  const [container = '', protocolText] = splitOnce(parts.pop() ?? '', '/');
  const hostText = parts.pop() ?? '';
  const address = parts.join(':');
  if (container === '') return refused(`no container port in '${text}'`);
  const protocol = (protocolText || 'tcp').toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(protocol))
    return refused(`unknown protocol '${protocol}' in port '${text}'`);
  const hostIp = parseAddress(address);
  if (hostIp === undefined) return refused(`'${address}' in port '${text}' is no IP address`);

  const target = parseRange(container);
  if (!target) return refused(`'${container}' in port '${text}' is no container port or range`);
  if (target.start === 0) return refused(`a container port in '${text}' is 0`);
  const host = hostText === '' ? undefined : parseRange(hostText);
  if (hostText !== '' && !host) return refused(`'${hostText}' in port '${text}' is no host port or range`);
  const single = target.start === target.end;
  if (host && !single && host.end - host.start !== target.end - target.start) {
    return refused(`the ranges '${hostText}' and '${container}' in port '${text}' differ in length`);
  }

  const mappings: PortMapping[] = [];
  for (let offset = 0; offset <= target.end - target.start; offset++) {
    mappings.push({
      mode: 'ingress',
      ...(hostIp === '' ? {} : { host_ip: hostIp }),
      target: target.start + offset,
      ...(host && { published: publishedPort(host, offset, single) }),
      protocol,
    });
  }
  return parsed(mappings.toSorted((a, b) => (`${a.target}/` < `${b.target}/` ? -1 : 1)));
}

/** True for a number or range of ports between 0 and 65535, such as a `ports` entry may publish. */
export function isPortRange(text: string): boolean {
  return parseRange(text) !== undefined;
}

/** True for an IPv4 or IPv6 address without a zone. */
export function isIpAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%');
}

// A range of host ports for one container port is a choice that Docker makes; it stays a range.
function publishedPort(host: PortRange, offset: number, single: boolean): string {
  return single && host.start !== host.end ? `${host.start}-${host.end}` : String(host.start + offset);
}

function parseAddress(text: string): string | undefined {
  if (text === '') return '';
  const address = text.startsWith('[') ? (/^\[([^[\]]*)\]$/.exec(text)?.[1] ?? '-') : text;
  return address === '' || isIpAddress(address) ? address : undefined;
}

function parseRange(text: string): PortRange | undefined {
  const [first = '', last] = splitOnce(text, '-');
  const start = parsePortNumber(first);
  const end = last === undefined || last === first ? start : parsePortNumber(last);
  return start === undefined || end === undefined || end < start ? undefined : { start, end };
}

function parsePortNumber(text: string): number | undefined {
  const port = parseGoInteger(text);
  return port.ok && port.value >= 0n && port.value <= 65535n ? Number(port.value) : undefined;
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
