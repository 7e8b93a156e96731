import type {
  CertificateSource,
  DeploymentPlan,
  ListenerPlan,
  LoadBalancerPlan,
  TargetPlan,
} from '../model/deployment-plan.js';
import { targetsOf } from '../model/load-balancer-plan.js';
import type { Line } from './page.js';

/** The decisions about one load balancer. */
export function loadBalancerLines(
  { name, type, scheme, existing, webAcl, listeners, cause }: LoadBalancerPlan,
  { domains, services }: DeploymentPlan,
): readonly Line[] {
  const listens: Listens = ({ service, container }) =>
    services.find(({ name: task }) => task === service)?.containers.find(({ name: one }) => one === container)
      ?.logStreamPrefix ?? service;
  return [
    {
      label: name,
      decision: existing === undefined ? `${type} load balancer, ${scheme}` : existing.value.arn,
      cause,
    },
    ...(webAcl === undefined ? [] : [{ label: 'guarded by', decision: webAcl.value, cause: webAcl.cause }]),
    ...domains
      .filter(({ loadBalancer }) => loadBalancer === name)
      .map(({ domain, zone, cause: why }) => ({
        label: 'known as',
        decision: `${domain}, in zone ${zone.name}`,
        cause: why,
      })),
    ...listeners.flatMap((listener) => listenerLines(listener, listens)),
  ];
}

/** The Compose service that listens where a target is. */
type Listens = (target: TargetPlan) => string;

function listenerLines(listener: ListenerPlan, listens: Listens): readonly Line[] {
  const { port, protocol, existing, certificates, action, routes, cause } = listener;
  const label = `${protocol} ${port}`;
  const rest = routes.length === 0 ? '' : 'all else ';
  const last: Line =
    action.kind === 'forward'
      ? { label, decision: `${rest}${destination(action.target, listens)}`, cause }
      : action.kind === 'redirect'
        ? { label, decision: `${rest}to HTTPS ${action.port}`, cause }
        : {
            label,
            decision: `${rest}${existing === undefined ? 'is answered 404' : 'as its owner says'}`,
            cause,
          };
  const targets = new Map(targetsOf(listener).map((target) => [`${target.service}/${target.group}`, target]));
  return [
    ...certificates.map(({ value, cause: why }) => ({
      label: `${label} with`,
      decision: printCertificate(value),
      cause: why,
    })),
    ...routes.map(({ hosts, paths, priority, target, cause: why }) => ({
      label,
      decision: `${[...hosts, ...paths].join(' ')} ${destination(target, listens)}, priority ${priority}`,
      cause: why,
    })),
    last,
    ...[...targets.values()].map((target) => ({
      label: targets.size === 1 ? `healthy on ${port}` : `${listens(target)} healthy`,
      decision: printHealth(target),
      cause: target.healthCheck.cause,
    })),
  ];
}

function destination(target: TargetPlan, listens: Listens): string {
  const { containerPort, protocol, version } = target;
  const said = [
    ...(protocol === 'HTTPS' ? ['HTTPS'] : []),
    ...(version === 'HTTP1' ? [] : [SPOKEN[version]]),
  ];
  return `to ${listens(target)}:${containerPort}${said.length === 0 ? '' : ` (${said.join(', ')})`}`;
}

const SPOKEN = { HTTP2: 'HTTP/2', GRPC: 'gRPC' } as const;

function printCertificate(source: CertificateSource): string {
  return source.kind === 'existing' ? source.arn : `a new certificate for ${source.certificate}`;
}

function printHealth({ healthCheck }: TargetPlan): string {
  const { path, matcher, protocol, port, interval } = healthCheck.value;
  return [
    ...(path === undefined ? [`${protocol} connection`] : [`${protocol} GET ${path}`]),
    ...(port === undefined ? [] : [`on port ${port}`]),
    ...(matcher === undefined ? [] : [`answers ${matcher}`]),
    ...(interval === undefined ? [] : [`every ${interval} s`]),
  ].join(', ');
}
