import { resourceRule, taskOf, containersOf, type Rule } from '../rule.js';
import type { Deployment, Resource } from '../deployment.js';
import { get, list, text } from '../json.js';

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

function endpointsOf(vpc: Resource | undefined, deployment: Deployment): readonly string[] {
  return deployment
    .ofType('AWS::EC2::VPCEndpoint')
    .filter((each) => deployment.named(get(each.properties, 'VpcId'), each) === vpc)
    .map(
      (each) =>
        deployment
          .symbol(get(each.properties, 'ServiceName'), each)
          ?.replace(/^.*?<AWS\.Region>\./, '')
          .replace(/^com\.amazonaws\.[^.]+\./, '') ?? '',
    );
}

export const networkRules: readonly Rule[] = [
  resourceRule(
    'AWS::ECS::Service',
    { id: 'way-out', page: 'Amazon ECS task networking options for Fargate' },
    function* (service, deployment) {
      const network = get(service.properties, 'NetworkConfiguration', 'AwsvpcConfiguration');
      const isPublic = get(network, 'AssignPublicIp') === 'ENABLED';
      const task = taskOf(service, deployment);
      for (const subnet of list(get(network, 'Subnets')).map((each) => deployment.named(each, service))) {
        const out = wayOut(subnet, deployment);
        if (!out || !subnet) continue;
        const at = 'NetworkConfiguration.AwsvpcConfiguration';
        if (out.kind === 'internet' && !isPublic)
          yield [
            `${at}.AssignPublicIp`,
            `subnet ${subnet.id} leads to an internet gateway, which serves tasks with a public address only`,
          ];
        if (out.kind === 'nat' && isPublic)
          yield [
            `${at}.AssignPublicIp`,
            `a public address is of no use in subnet ${subnet.id}, behind a NAT gateway`,
          ];
        if (out.route && !deployment.before(service).has(out.route))
          yield [at, `tasks may start before the route ${out.route.id} lets them pull their image`];
        if (out.kind !== 'none') continue;
        const endpoints = endpointsOf(deployment.named(get(subnet.properties, 'VpcId'), subnet), deployment);
        const isSecret =
          task && containersOf(task).some(({ value }) => list(get(value, 'Secrets')).length > 0);
        for (const needed of ['ecr.api', 'ecr.dkr', 's3', 'logs', ...(isSecret ? ['secretsmanager'] : [])])
          if (!endpoints.includes(needed))
            yield [at, `subnet ${subnet.id} has no way out, and the VPC no endpoint for ${needed}`];
        for (const { name, value } of task ? containersOf(task) : []) {
          const image = deployment.symbol(get(value, 'Image'), task as Resource) ?? '';
          if (!image.includes('.dkr.ecr.'))
            yield [at, `container '${name}' pulls ${image}, and subnet ${subnet.id} has no way out`];
        }
      }
    },
  ),
  {
    id: 'security-group-vpc',
    page: 'AwsVpcConfiguration (Amazon ECS API Reference)',
    *check(deployment) {
      for (const resource of deployment.ofType('AWS::ECS::Service')) {
        const network = get(resource.properties, 'NetworkConfiguration', 'AwsvpcConfiguration');
        const vpcs = [...list(get(network, 'Subnets')), ...list(get(network, 'SecurityGroups'))]
          .map((each) => deployment.named(each, resource))
          .flatMap((each) => (each ? [deployment.symbol(get(each.properties, 'VpcId'), each)] : []));
        if (new Set(vpcs).size > 1)
          yield {
            resource,
            path: 'NetworkConfiguration',
            sentence: 'its subnets and security groups are of different VPCs',
          };
      }
    },
  },
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
