import type { Service } from '../compose/project.js';

/** The address that a healthcheck asks inside its own container. */
export interface HealthUrl {
  readonly protocol: 'http' | 'https';
  readonly port: number;
  /** With its query, beginning with `/`. */
  readonly path: string;
}

const OWN_HOST = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])$/;

/** The first URL of a service's healthcheck that names the container itself (`curl -f http://localhost:8080/health`). */
export function healthUrl(name: string, service: Service): HealthUrl | undefined {
  const { test, disable } = service.healthcheck ?? {};
  if (disable === true || test === undefined || test[0] === 'NONE') return undefined;
  for (const [, protocol, host, port, path] of test
    .join(' ')
    .matchAll(/\b(https?):\/\/(\[[0-9a-fA-F:]+\]|[A-Za-z0-9_.-]+)(?::(\d+))?(\/[^\s"'`|;)\\]*)?/g)) {
    if (!OWN_HOST.test(host as string) && host !== name) continue;
    const scheme = protocol as 'http' | 'https';
    return {
      protocol: scheme,
      port: port === undefined ? (scheme === 'http' ? 80 : 443) : Number(port),
      path: path ?? '/',
    };
  }
  return undefined;
}
