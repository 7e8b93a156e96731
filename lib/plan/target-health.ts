import type { Service } from '../compose/project.js';
import { durationSeconds as seconds } from '../syntax/grammars/duration.js';
import type { Decided, TargetHealthCheck } from '../model/deployment-plan.js';
import { health } from '../keys/extension/traffic-keys.js';
import type { ShapeOf } from '../keys/extension/shape.js';
import type { PublishedPort } from './exposure.js';
import { found, type Found } from './found.js';
import { healthUrl } from './health-url.js';
import type { Planning } from './planning.js';
import { transport } from './port-protocol.js';
import { refusedHealth } from './refused-health.js';
import { statedForPort } from './stated-for-port.js';

/** Seconds that a new task gets before a failing target counts, at least: images are pulled cold, runtimes warm up. */
const LEAST_GRACE = 120;

/** What a gRPC service answers, if only that it does not know the call. */
const GRPC_CODES = '0-99';
/** What an HTTP service answers when nothing says which path is its health: not a fault of its own. */
const HTTP_CODES = '200-499';

/**
 * How a load balancer tells that a target is healthy: as `x-aws-health` says; else as the service's own healthcheck
 * does where it asks a URL.
 */
export function targetHealth(planning: Planning, port: PublishedPort): Found<Decided<TargetHealthCheck>> {
  const asked = statedForPort(planning, port.service, port.index, health);
  const { value, diagnostics } = unasked(planning, port);
  if (asked === undefined) return { value, diagnostics };
  const stated = typeof asked.value === 'string' ? { path: asked.value } : asked.value;
  const isProbed = stated.port !== undefined || diagnostics.length === 0;
  const check = statedCheck(stated, value.value, port);
  return found(
    planning.decided(check, asked.path, `x-aws-health${stated.path === undefined ? '' : ` ${stated.path}`}`),
    [...(isProbed ? [] : diagnostics), ...refusedHealth(planning, port, asked, check)],
  );
}

/** What is stated, on top of what would be done: a path asks HTTP, whatever else is spoken on the port. */
function statedCheck(
  stated: Exclude<StatedHealth, string>,
  otherwise: TargetHealthCheck,
  { protocol }: PublishedPort,
): TargetHealthCheck {
  const { path, port = otherwise.port, codes } = stated;
  const asksPath = path !== undefined || codes !== undefined;
  const spoken = protocol.spoken === 'https' ? 'HTTPS' : asksPath ? 'HTTP' : otherwise.protocol;
  const probe = stated.protocol === undefined ? spoken : UPPER[stated.protocol];
  const interval = stated.interval ?? otherwise.interval;
  const timeout = stated.timeout ?? otherwise.timeout;
  const pause = interval ?? (timeout === undefined ? undefined : Math.max(30, timeout + 1));
  return {
    protocol: probe,
    ...(port === undefined ? {} : { port }),
    ...(probe === 'TCP'
      ? {}
      : {
          path: path ?? otherwise.path ?? '/',
          matcher:
            codes ??
            (protocol.version === 'GRPC'
              ? GRPC_CODES
              : path === undefined
                ? (otherwise.matcher ?? HTTP_CODES)
                : '200-399'),
        }),
    ...(pause === undefined ? {} : { interval: pause, timeout: Math.min(timeout ?? 5, pause - 1) }),
    ...(stated.healthy === undefined ? {} : { healthyThreshold: stated.healthy }),
    ...(stated.unhealthy === undefined ? {} : { unhealthyThreshold: stated.unhealthy }),
  };
}

type StatedHealth = ShapeOf<(typeof health)['shape']>;

const UPPER = { http: 'HTTP', https: 'HTTPS', tcp: 'TCP' } as const;

function unasked(planning: Planning, port: PublishedPort): Found<Decided<TargetHealthCheck>> {
  const { service: name, target, protocol } = port;
  const service = planning.project.services[name] as Service;
  const url = healthUrl(name, service);
  const test = ['services', name, 'healthcheck', 'test'];
  const interval = service.healthcheck?.interval;
  if (url !== undefined && protocol.spoken !== 'tcp' && protocol.version !== 'GRPC') {
    const check: TargetHealthCheck = {
      protocol: url.protocol === 'https' ? 'HTTPS' : 'HTTP',
      ...(url.port === target && protocol.spoken !== 'udp' ? {} : { port: url.port }),
      path: url.path,
      matcher: '200-399',
      ...timing(interval, service.healthcheck?.timeout),
    };
    return found(planning.decided(check, test, `the healthcheck asks ${url.path}`));
  }
  if (protocol.version === 'GRPC') {
    const check = { protocol: 'HTTP', path: '/AWS.ALB/healthcheck', matcher: GRPC_CODES } as const;
    return found(planning.decided(check, port.cause.path, 'gRPC answers'));
  }
  if (protocol.spoken === 'http' || protocol.spoken === 'https') {
    const check = {
      protocol: protocol.spoken === 'https' ? 'HTTPS' : 'HTTP',
      path: '/',
      matcher: HTTP_CODES,
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
  const tcp = (service.ports ?? []).flatMap((one, at) => (transport(one) === 'udp' ? [] : [at]));
  const same = tcp.find((at) => service.ports?.[at]?.target === target);
  const index = same ?? tcp[0] ?? -1;
  const sibling = service.ports?.[index]?.target;
  if (sibling !== undefined) {
    const path = ['services', name, 'ports', index];
    return found(planning.decided({ protocol: 'TCP', port: sibling }, path, `TCP port ${sibling} of it`));
  }
  const exposed = service.expose?.findIndex((text) => /^\d+(?:-\d+)?(?:\/tcp)?$/.test(text)) ?? -1;
  if (exposed >= 0) {
    const port = Number.parseInt(service.expose?.[exposed] as string, 10);
    const path = ['services', name, 'expose', exposed];
    return found(planning.decided({ protocol: 'TCP', port }, path, `TCP port ${port} of it`));
  }
  return found(planning.decided({ protocol: 'TCP', port: target }, cause.path, 'no TCP port is known'), [
    planning.finding('udp-without-health-port', { service: name, port: target }, cause.path),
  ]);
}

/** Seconds in which failing checks of a new task are forgiven: two minutes, or the longest `start_period` of its services. */
export function healthCheckGracePeriod(
  planning: Planning,
  members: readonly [string, ...string[]],
): Decided<number> {
  const { services } = planning.project;
  const asked = members.flatMap((name) =>
    (services[name]?.ports ?? []).flatMap((_, index) => {
      const said = statedForPort(planning, name, index, health);
      const grace = typeof said?.value === 'object' ? said.value.grace : undefined;
      return said === undefined || grace === undefined ? [] : [{ grace, path: [...said.path, 'grace'] }];
    }),
  );
  const longest = asked.toSorted((a, b) => b.grace - a.grace)[0];
  if (longest !== undefined) {
    return planning.decided(longest.grace, longest.path, `x-aws-health grace ${longest.grace}`);
  }
  const [slowest] = members
    .flatMap((name) => {
      const period = services[name]?.healthcheck?.start_period;
      return period === undefined ? [] : [{ name, period, length: Math.ceil(seconds(period)) }];
    })
    .toSorted((a, b) => b.length - a.length);
  if (slowest !== undefined && slowest.length > LEAST_GRACE) {
    const { name, period, length } = slowest;
    const path = ['services', name, 'healthcheck', 'start_period'];
    return planning.decided(length, path, `start_period ${period}`);
  }
  const published = members.find((name) => (services[name]?.ports ?? []).length > 0) ?? members[0];
  return planning.decided(LEAST_GRACE, ['services', published, 'ports'], 'behind a load balancer');
}

/** The nearest whole number that is not outside of a range. */
export function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}
