import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { health } from '../keys/extension/traffic-keys.js';
import type { ShapeOf } from '../keys/extension/shape.js';
import type { TargetHealthCheck } from '../model/deployment-plan.js';
import type { PublishedPort } from './exposure.js';
import { isHttp } from './listener-port.js';
import type { Planning } from './planning.js';
import type { StatedForPort } from './stated-for-port.js';

type StatedHealth = ShapeOf<(typeof health)['shape']>;

interface Refusal {
  readonly problem: string;
  readonly instead: string;
}

/** What `x-aws-health` states that no target group takes (Elastic Load Balancing API Reference, CreateTargetGroup). */
export function refusedHealth(
  planning: Planning,
  port: PublishedPort,
  { value, path }: StatedForPort<StatedHealth>,
  check: TargetHealthCheck,
): readonly Diagnostic[] {
  const { service, target } = port;
  const { interval, timeout } = typeof value === 'string' ? {} : value;
  const refusals: readonly (Refusal | undefined)[] = [
    isHttp(port) && check.protocol === 'TCP'
      ? {
          problem: 'an application load balancer asks HTTP or HTTPS, not TCP',
          instead: 'say protocol: http or https; or x-aws-protocol: tcp on the port',
        }
      : refusedCodes(port, check),
    interval !== undefined && timeout !== undefined && timeout >= interval
      ? {
          problem: `a probe would time out after ${timeout} seconds, but the next begins after ${interval}`,
          instead: 'state a timeout that is shorter than the interval',
        }
      : undefined,
  ];
  return refusals.flatMap((refusal) =>
    refusal === undefined
      ? []
      : [planning.finding('health-check-refused', { service, port: target, ...refusal }, path)],
  );
}

function refusedCodes(port: PublishedPort, { matcher = '' }: TargetHealthCheck): Refusal | undefined {
  const [least, most] = port.protocol.version === 'GRPC' ? [0, 99] : isHttp(port) ? [200, 499] : [200, 599];
  const codes = matcher.split(/[-,]/).filter((code) => code !== '');
  if (codes.every((code) => Number(code) >= least && Number(code) <= most)) return undefined;
  return {
    problem: `codes ${matcher} are not all from ${least} to ${most}`,
    instead: `state codes from ${least} to ${most}`,
  };
}
