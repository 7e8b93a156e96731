import type { Service } from '../compose/project.js';
import { durationSeconds as seconds } from '../syntax/grammars/duration.js';
import type { Decided, TargetHealthCheck } from '../model/deployment-plan.js';
import type { PublishedPort } from './exposure.js';
import { found, type Found } from './found.js';
import { healthUrl } from './health-url.js';
import type { Planning } from './planning.js';

/** Seconds that a new task gets before a failing target counts, at least: images are pulled cold, runtimes warm up. */
const LEAST_GRACE = 120;

/** How a load balancer tells that a target is healthy: as the service's own healthcheck does where it asks a URL. */
export function targetHealth(planning: Planning, port: PublishedPort): Found<Decided<TargetHealthCheck>> {
  const { service: name, target, protocol } = port;
  const service = planning.project.services[name] as Service;
  const url = healthUrl(name, service);
  const test = ['services', name, 'healthcheck', 'test'];
  const interval = service.healthcheck?.interval;
  if (url !== undefined && protocol.spoken !== 'tcp') {
    const check: TargetHealthCheck = {
      protocol: url.protocol === 'https' ? 'HTTPS' : 'HTTP',
      ...(url.port === target && protocol.spoken !== 'udp' ? {} : { port: url.port }),
      path: url.path,
      matcher: '200-399',
      ...timing(interval, service.healthcheck?.timeout),
    };
    return found(planning.decided(check, test, `the healthcheck asks ${url.path}`));
  }
  if (protocol.spoken === 'http' || protocol.spoken === 'https') {
    const check = {
      protocol: protocol.spoken === 'https' ? 'HTTPS' : 'HTTP',
      path: '/',
      matcher: '200-499',
    } as const;
    return found(planning.decided(check, port.cause.path, 'no healthcheck asks a URL'));
  }
  if (protocol.spoken === 'tcp') {
    return found(planning.decided({ protocol: 'TCP' }, port.cause.path, 'the port accepts connections'));
  }
  return udpHealth(planning, port, service);
}

/** A probe ends before the next begins; unstated, a load balancer probes every 30 seconds and waits 5. */
function timing(
  interval: string | undefined,
  timeout: string | undefined,
): Pick<TargetHealthCheck, 'interval' | 'timeout'> {
  const pause = clamp(interval === undefined ? 30 : seconds(interval), 5, 300);
  const wait = clamp(timeout === undefined ? 5 : seconds(timeout), 2, 120);
  return { interval: pause, timeout: Math.min(wait, pause - 1) };
}

/** No load balancer can probe UDP: some TCP port of the container stands for it. */
function udpHealth(
  planning: Planning,
  { service: name, target, cause }: PublishedPort,
  service: Service,
): Found<Decided<TargetHealthCheck>> {
  const index = service.ports?.findIndex(({ protocol }) => protocol !== 'udp') ?? -1;
  const sibling = service.ports?.[index]?.target;
  if (sibling !== undefined) {
    const path = ['services', name, 'ports', index];
    return found(planning.decided({ protocol: 'TCP', port: sibling }, path, `TCP port ${sibling} of it`));
  }
  const exposed = service.expose?.findIndex((text) => /^\d+(?:\/tcp)?$/.test(text)) ?? -1;
  if (exposed >= 0) {
    const port = Number.parseInt(service.expose?.[exposed] as string, 10);
    const path = ['services', name, 'expose', exposed];
    return found(planning.decided({ protocol: 'TCP', port }, path, `TCP port ${port} of it`));
  }
  return found(planning.decided({ protocol: 'TCP', port: target }, cause.path, 'no TCP port is known'), [
    planning.finding('udp-without-health-port', { service: name, port: target }, cause.path),
  ]);
}

/** Seconds in which failing checks of a new task are forgiven: two minutes, or a longer `start_period`. */
export function healthCheckGracePeriod(planning: Planning, name: string): Decided<number> {
  const period = planning.project.services[name]?.healthcheck?.start_period;
  const stated = period === undefined ? 0 : Math.ceil(seconds(period));
  return stated > LEAST_GRACE
    ? planning.decided(stated, ['services', name, 'healthcheck', 'start_period'], `start_period ${period}`)
    : planning.decided(LEAST_GRACE, ['services', name, 'ports'], 'behind a load balancer');
}

/** The nearest whole number that is not outside of a range. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}
