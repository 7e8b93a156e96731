import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { serviceConnect } from '../keys/extension/traffic-keys.js';
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
      dependencies[name]?.restart !== true &&
      !isFixed(planning, service, name),
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

/** Through Service Connect a name has one address for good: that of the proxy in the task. */
function isFixed({ project: { services } }: Planning, service: string, dependency: string): boolean {
  const [own, its] = [service, dependency].map((name) => stated(services[name], serviceConnect));
  return own !== false && its !== undefined && its !== false;
}
