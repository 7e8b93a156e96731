import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { originalImage } from './image-facts.js';
import type { Planning } from './planning.js';

/** Proxies that ask for an upstream's address when they start and never again. */
const PROXIES: ReadonlySet<string> = new Set([
  'nginx',
  'nginx-unprivileged',
  'openresty',
  'haproxy',
  'httpd',
]);

/**
 * A warning for a proxy that depends on other services: their tasks get new addresses with each deployment, and it
 * would go on asking the old ones. With `depends_on.restart` it is started again with them.
 */
export function resolvesOnce(planning: Planning, service: string): readonly Diagnostic[] {
  const { depends_on: dependencies = {} } = planning.project.services[service] ?? {};
  const proxy = originalImage(planning, service)?.repository?.split('/').at(-1) ?? '';
  const names = Object.keys(dependencies).filter(
    (name) =>
      dependencies[name]?.condition !== 'service_completed_successfully' &&
      dependencies[name]?.restart !== true,
  );
  if (!PROXIES.has(proxy) || names.length === 0) return [];
  return [
    planning.finding('proxy-resolves-once', { service, proxy, dependencies: names.toSorted() }, [
      'services',
      service,
      'image',
    ]),
  ];
}
