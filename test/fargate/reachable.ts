/** Whether security groups let traffic through: both the way out of one and the way into another. */
import type { Deployment, Resource } from './deployment.js';
import { get, list, number, text, type Json } from './json.js';

export interface Endpoint {
  /** Security groups as they stand in a property of `of`. */
  readonly groups: readonly Json[];
  readonly of: Resource;
}

export interface Traffic {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

export interface Allowance {
  readonly group: Resource;
  readonly rule: Json;
  /** The resource that states the rule, and the path there. */
  readonly statedBy: Resource;
  readonly path: string;
}

/** Every rule of one direction, whether it stands in its group or apart. */
export function allowances(direction: 'Ingress' | 'Egress', deployment: Deployment): readonly Allowance[] {
  const inline = deployment.ofType('AWS::EC2::SecurityGroup').flatMap((group) =>
    list(get(group.properties, `SecurityGroup${direction}`)).map((rule, index) => ({
      group,
      rule,
      statedBy: group,
      path: `SecurityGroup${direction}.${index}`,
    })),
  );
  const apart = deployment.ofType(`AWS::EC2::SecurityGroup${direction}`).flatMap((statedBy) => {
    const group = deployment.named(get(statedBy.properties, 'GroupId'), statedBy);
    return group ? [{ group, rule: statedBy.properties, statedBy, path: '' }] : [];
  });
  return [...inline, ...apart];
}

/** True as well where a group stands outside the templates, since its rules are not known. */
export function isReachable(from: Endpoint, to: Endpoint, traffic: Traffic, deployment: Deployment): boolean {
  const sources = from.groups.map((group) => deployment.named(group, from.of));
  const targets = to.groups.map((group) => deployment.named(group, to.of));
  if (sources.includes(undefined) || targets.includes(undefined)) return true;
  const admits = ({ rule, statedBy }: Allowance, key: string, peers: readonly (Resource | undefined)[]) => {
    const peer = deployment.named(get(rule, key), statedBy);
    return (
      text(get(rule, 'CidrIp')) !== undefined ||
      typeof get(rule, 'CidrIp') === 'object' ||
      (peer !== undefined && peers.includes(peer))
    );
  };
  const isOut = allowances('Egress', deployment).some(
    (each) =>
      sources.includes(each.group) &&
      isFor(each.rule, traffic) &&
      admits(each, 'DestinationSecurityGroupId', targets),
  );
  // A group that states no egress at all has AWS's default rule: everything may leave.
  const byDefault = sources.some(
    (group) => !allowances('Egress', deployment).some((each) => each.group === group),
  );
  const isIn = allowances('Ingress', deployment).some(
    (each) =>
      targets.includes(each.group) &&
      isFor(each.rule, traffic) &&
      admits(each, 'SourceSecurityGroupId', sources),
  );
  return isIn && (isOut || byDefault);
}

/** Whether a rule is about this traffic, whoever the peer is. */
export function isFor(rule: Json, { port, protocol }: Traffic): boolean {
  const [low, high] = [number(get(rule, 'FromPort')) ?? 0, number(get(rule, 'ToPort')) ?? 65535];
  const rules = String(get(rule, 'IpProtocol'));
  return rules === '-1' || (rules === protocol && low <= port && port <= high);
}

/** Whether a rule's peer is the whole internet. */
export function isWorld(rule: Json): boolean {
  return get(rule, 'CidrIp') === '0.0.0.0/0' || get(rule, 'CidrIpv6') === '::/0';
}
