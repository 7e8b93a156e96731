import type { Service } from '../compose/project.js';

/** The address that a healthcheck asks inside its own container. */
export interface HealthUrl {
  readonly protocol: 'http' | 'https';
  readonly port: number;
  /** With its query, beginning with `/`. */
  readonly path: string;
}

const OWN_HOST = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])$/;

const ADDRESS = String.raw`(\[[0-9a-fA-F:]+\]|[A-Za-z0-9_.-]+)`;
const PATH = String.raw`(\/[^\s"'\x60|;)\\]*)?`;
const URL = new RegExp(String.raw`\b(https?):\/\/${ADDRESS}(?::(\d+))?${PATH}`, 'g');
/** What curl and wget take for an address of HTTP. */
const BARE_ADDRESS = new RegExp(String.raw`(?<![^\s"'])()${ADDRESS}:(\d+)${PATH}`, 'g');
const HTTP_CLIENT = /\b(?:curl|wget)\b/;

/**
 * The first address that a service's healthcheck asks by HTTP and that is the container's own:
 * `curl -f http://localhost:8080/health`, or `wget -q localhost:8080/health`.
 */
export function healthUrl(name: string, service: Service): HealthUrl | undefined {
  const { test, disable } = service.healthcheck ?? {};
  if (disable === true || test === undefined || test[0] === 'NONE') return undefined;
  const text = test.join(' ');
  const addresses = [...text.matchAll(URL), ...(HTTP_CLIENT.test(text) ? text.matchAll(BARE_ADDRESS) : [])];
  for (const [, protocol, host, port, path] of addresses) {
    if (!OWN_HOST.test(host as string) && host !== name) continue;
    const scheme = protocol === 'https' ? 'https' : 'http';
    return {
      protocol: scheme,
      port: port === undefined ? (scheme === 'http' ? 80 : 443) : Number(port),
      path: path ?? '/',
    };
  }
  return undefined;
}
