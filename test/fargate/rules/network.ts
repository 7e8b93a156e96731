import { allowances, isFor, isReachable, isWorld } from '../reachable.js';
import { containersOf, resourceRule, type Objection, type Rule } from '../rule.js';
import { endpointOf, runRule, type Run } from '../run.js';
import type { Deployment, Resource } from '../deployment.js';
import { get, list, text, type Json } from '../json.js';

/** Where a subnet's default route leads; undefined for a subnet that stands outside the templates. */
function wayOut(
  subnet: Resource | undefined,
  deployment: Deployment,
): { kind: 'nat' | 'internet' | 'none'; route?: Resource } | undefined {
  if (!subnet) return undefined;
  const association = deployment
    .ofType('AWS::EC2::SubnetRouteTableAssociation')
    .find((each) => deployment.named(get(each.properties, 'SubnetId'), each) === subnet);
  const table = association && deployment.named(get(association.properties, 'RouteTableId'), association);
  const route = deployment
    .ofType('AWS::EC2::Route')
    .find(
      (each) =>
        get(each.properties, 'DestinationCidrBlock') === '0.0.0.0/0' &&
        deployment.named(get(each.properties, 'RouteTableId'), each) === table,
    );
  if (!table || !route) return { kind: 'none' };
  return { kind: get(route.properties, 'NatGatewayId') === undefined ? 'internet' : 'nat', route };
}

interface Endpoint {
  readonly resource: Resource;
  /** `ecr.dkr`, `s3`, … */
  readonly service: string;
}

function endpointsOf(vpc: Resource | undefined, deployment: Deployment): readonly Endpoint[] {
  return deployment
    .ofType('AWS::EC2::VPCEndpoint')
    .filter((each) => deployment.named(get(each.properties, 'VpcId'), each) === vpc)
    .map((resource) => ({
      resource,
      service: (deployment.symbol(get(resource.properties, 'ServiceName'), resource) ?? '').replace(
        /^com\.amazonaws\.(<AWS\.Region>|[^.]+)\./,
        '',
      ),
    }));
}

/** The AWS services that a task without internet reaches through endpoints. */
function needsOf({ task }: Run): readonly string[] {
  const hasSecrets = task && containersOf(task).some(({ value }) => list(get(value, 'Secrets')).length > 0);
  return ['ecr.api', 'ecr.dkr', 's3', 'logs', ...(hasSecrets ? ['secretsmanager'] : [])];
}

function* withoutInternet(run: Run, subnet: Resource, deployment: Deployment): Generator<Objection> {
  const there = endpointsOf(deployment.named(get(subnet.properties, 'VpcId'), subnet), deployment).map(
    ({ service }) => service,
  );
  for (const needed of needsOf(run))
    if (!there.includes(needed))
      yield [run.at, `its tasks have no way out, and the VPC no endpoint for ${needed}`];
  for (const { name, value, task } of run.task ? containersOf(run.task) : []) {
    const image = deployment.symbol(get(value, 'Image'), task) ?? '';
    if (!image.includes('.dkr.ecr.'))
      yield [run.at, `container '${name}' pulls ${image}, and its tasks have no way out`];
  }
}

export const networkRules: readonly Rule[] = [
  runRule(
    { id: 'way-out', page: 'Amazon ECS task networking options for Fargate' },
    function* (run, deployment) {
      for (const subnet of run.subnets.map((each) => deployment.named(each, run.resource))) {
        const out = wayOut(subnet, deployment);
        if (!out || !subnet) continue;
        if (out.kind === 'internet' && !run.assignPublicIp)
          yield [
            run.at,
            `subnet ${subnet.id} leads to an internet gateway, which serves tasks with a public address only`,
          ];
        if (out.kind === 'nat' && run.assignPublicIp)
          yield [run.at, `a public address is of no use in subnet ${subnet.id}, behind a NAT gateway`];
        if (out.route && !deployment.before(run.resource).has(out.route))
          yield [run.at, `tasks may start before the route ${out.route.id} lets them pull their image`];
        if (out.kind === 'none') yield* withoutInternet(run, subnet, deployment);
      }
    },
  ),
  runRule(
    { id: 'egress', page: 'Amazon ECR interface VPC endpoints (AWS PrivateLink)' },
    function* (run, deployment) {
      const groups = run.securityGroups.map((each) => deployment.named(each, run.resource));
      const [first] = run.subnets.map((each) => deployment.named(each, run.resource));
      if (groups.includes(undefined) || groups.length === 0 || !first) return;
      const rules = allowances('Egress', deployment).filter(({ group }) => groups.includes(group));
      const isHttps = (rule: Json) => isFor(rule, { port: 443, protocol: 'tcp' });
      const states = (group: Resource | undefined) => rules.some((each) => each.group === group);
      if (!groups.every(states) || rules.some(({ rule }) => isWorld(rule) && isHttps(rule))) return;
      yield* withoutInternet(run, first, deployment);
      const vpc = deployment.named(get(first.properties, 'VpcId'), first);
      for (const endpoint of endpointsOf(vpc, deployment)) {
        const there = {
          groups: list(get(endpoint.resource.properties, 'SecurityGroupIds')),
          of: endpoint.resource,
        };
        if (
          needsOf(run).includes(endpoint.service) &&
          endpoint.service !== 's3' &&
          !isReachable(endpointOf(run), there, { port: 443, protocol: 'tcp' }, deployment)
        )
          yield [run.at, `no security group rule lets its tasks reach the endpoint of ${endpoint.service}`];
      }
      if (!rules.some(({ rule }) => get(rule, 'DestinationPrefixListId') !== undefined && isHttps(rule)))
        yield [
          run.at,
          'no security group rule lets its tasks reach S3, where ECR keeps the layers of images',
        ];
    },
  ),
  runRule(
    { id: 'security-group-vpc', page: 'AwsVpcConfiguration (Amazon ECS API Reference)' },
    function* (run, deployment) {
      const vpcs = [...run.subnets, ...run.securityGroups]
        .map((each) => deployment.named(each, run.resource))
        .flatMap((each) => (each ? [deployment.symbol(get(each.properties, 'VpcId'), each)] : []));
      if (new Set(vpcs).size > 1) yield [run.at, 'its subnets and security groups are of different VPCs'];
    },
  ),
  resourceRule(
    'AWS::EC2::VPC',
    { id: 'gateway-count', page: 'Amazon VPC quotas' },
    function* (_, deployment) {
      const { length } = deployment.ofType('AWS::EC2::NatGateway');
      if (length > 5) yield ['', `${length} NAT gateways with an elastic address each; the quota is 5`];
      for (const endpoint of deployment.ofType('AWS::EC2::VPCEndpoint'))
        if (
          text(get(endpoint.properties, 'VpcEndpointType')) === 'Interface' &&
          get(endpoint.properties, 'PrivateDnsEnabled') !== true
        )
          yield ['', `endpoint ${endpoint.id} without private DNS is never used by a task`];
    },
  ),
];
