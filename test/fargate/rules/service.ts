import { containersOf, resourceRule, taskOf, type Objection, type Rule } from '../rule.js';
import { runRule } from '../run.js';
import type { Deployment, Resource } from '../deployment.js';
import { get, isTrue, list, number, repeated, text } from '../json.js';

const servicePage = 'AWS::ECS::Service (AWS CloudFormation)';

function serviceRule(
  id: string,
  page: string,
  check: (service: Resource, deployment: Deployment) => Iterable<Objection>,
): Rule {
  return resourceRule('AWS::ECS::Service', { id, page }, check);
}

export const serviceRules: readonly Rule[] = [
  serviceRule('launch-type', servicePage, function* ({ properties }) {
    if (get(properties, 'LaunchType') !== undefined)
      yield ['LaunchType', 'the service has a launch type: giving it a capacity provider later replaces it'];
    else if (list(get(properties, 'CapacityProviderStrategy')).length === 0)
      yield ['CapacityProviderStrategy', 'the service names no capacity provider'];
  }),
  serviceRule(
    'capacity-providers',
    'CapacityProviderStrategyItem (Amazon ECS API Reference)',
    function* (service, deployment) {
      const strategy = list(get(service.properties, 'CapacityProviderStrategy'));
      if (strategy.length === 0) return;
      const cluster = deployment.named(get(service.properties, 'Cluster'), service);
      const associations = deployment
        .ofType('AWS::ECS::ClusterCapacityProviderAssociations')
        .filter((each) => deployment.named(get(each.properties, 'Cluster'), each) === cluster);
      const offered = [cluster, ...associations].flatMap((each) =>
        list(get(each?.properties, 'CapacityProviders')),
      );
      for (const item of strategy) {
        const provider = get(item, 'CapacityProvider') ?? '';
        if (cluster && !offered.includes(provider))
          yield ['CapacityProviderStrategy', `the cluster does not offer ${String(provider)}`];
      }
      if (strategy.every((item) => (number(get(item, 'Weight')) ?? 0) === 0))
        yield ['CapacityProviderStrategy', 'every capacity provider has weight 0: no task is ever placed'];
      if (strategy.filter((item) => (number(get(item, 'Base')) ?? 0) > 0).length > 1)
        yield ['CapacityProviderStrategy', 'two capacity providers have a base; one may'];
      if (associations.some((each) => !deployment.before(service).has(each)))
        yield [
          'CapacityProviderStrategy',
          'the service may start before the cluster offers its capacity providers',
        ];
    },
  ),
  serviceRule(
    'deployment-percent',
    'DeploymentConfiguration (Amazon ECS API Reference)',
    function* ({ properties }) {
      const least = number(get(properties, 'DeploymentConfiguration', 'MinimumHealthyPercent')) ?? 100;
      const most = number(get(properties, 'DeploymentConfiguration', 'MaximumPercent')) ?? 200;
      const desired = number(get(properties, 'DesiredCount')) ?? 1;
      // ECS rounds the minimum up and the maximum down.
      if (desired > 0 && Math.ceil((desired * least) / 100) >= Math.floor((desired * most) / 100))
        yield [
          'DeploymentConfiguration',
          `minimum ${least} and maximum ${most} percent of ${desired} tasks let ECS neither start nor stop one`,
        ];
      if (get(properties, 'AvailabilityZoneRebalancing') === 'ENABLED' && most <= 100)
        yield ['AvailabilityZoneRebalancing', `rebalancing needs a maximum above 100 percent, not ${most}`];
    },
  ),
  serviceRule(
    'circuit-breaker',
    'How the Amazon ECS deployment circuit breaker detects failures',
    function* ({ properties }) {
      const strategy = text(get(properties, 'DeploymentConfiguration', 'Strategy')) ?? 'ROLLING';
      const breaker = get(properties, 'DeploymentConfiguration', 'DeploymentCircuitBreaker');
      if (strategy === 'ROLLING' && !(isTrue(get(breaker, 'Enable')) && isTrue(get(breaker, 'Rollback'))))
        yield [
          'DeploymentConfiguration.DeploymentCircuitBreaker',
          'a failing deployment would be tried for three hours: no circuit breaker with rollback',
        ];
    },
  ),
  runRule(
    { id: 'network-configuration', page: 'AwsVpcConfiguration (Amazon ECS API Reference)' },
    function* ({ at, subnets, securityGroups }) {
      if (subnets.length === 0) yield [at, 'it has no subnet'];
      if (subnets.length > 16) yield [at, `${subnets.length} subnets; at most 16`];
      if (securityGroups.length > 5)
        yield [at, `${securityGroups.length} security groups; an interface takes 5`];
      if (securityGroups.length === 0) yield [at, `without a security group the VPC's default group is used`];
      for (const group of repeated(securityGroups.map((each) => JSON.stringify(each))))
        yield [at, `${group} stands twice`];
    },
  ),
  serviceRule(
    'load-balancer-port',
    'LoadBalancer (Amazon ECS API Reference)',
    function* (service, deployment) {
      const balancers = list(get(service.properties, 'LoadBalancers'));
      if (balancers.length > 5)
        yield ['LoadBalancers', `${balancers.length} target groups; a service has at most 5`];
      const task = taskOf(service, deployment);
      for (const [index, balancer] of balancers.entries()) {
        const [name, port] = [get(balancer, 'ContainerName'), number(get(balancer, 'ContainerPort'))];
        const container = task && containersOf(task).find((each) => each.name === name);
        const ports = list(get(container?.value, 'PortMappings')).map((mapping) =>
          number(get(mapping, 'ContainerPort')),
        );
        if (task && !container)
          yield [`LoadBalancers.${index}`, `the task definition has no container '${String(name)}'`];
        else if (task && !ports.includes(port))
          yield [`LoadBalancers.${index}`, `container '${String(name)}' does not map port ${port}`];
      }
    },
  ),
  serviceRule(
    'target-group-in-use',
    'Use load balancing to distribute Amazon ECS service traffic',
    function* (service, deployment) {
      for (const [index, balancer] of list(get(service.properties, 'LoadBalancers')).entries()) {
        const group = deployment.named(get(balancer, 'TargetGroupArn'), service);
        if (!group) continue;
        const at = `LoadBalancers.${index}.TargetGroupArn`;
        const kind = get(group.properties, 'TargetType');
        if (kind !== 'ip')
          yield [
            at,
            `target group ${group.id} has target type ${String(kind ?? 'instance')}; awsvpc tasks need ip`,
          ];
        const routes = ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule']
          .flatMap((type) => deployment.ofType(type))
          .filter((route) => deployment.before(route).has(group));
        if (routes.length === 0) yield [at, `no listener sends to target group ${group.id}: ECS refuses it`];
        else if (!routes.some((route) => deployment.before(service).has(route)))
          yield [
            at,
            `the service may be made before the listener of target group ${group.id}: ECS refuses a group without load balancer`,
          ];
      }
    },
  ),
  serviceRule('grace-period', 'Service (Amazon ECS API Reference)', function* ({ properties }) {
    const grace = get(properties, 'HealthCheckGracePeriodSeconds');
    if (grace === undefined) return;
    if (list(get(properties, 'LoadBalancers')).length === 0)
      yield ['HealthCheckGracePeriodSeconds', 'a grace period is for services behind a load balancer'];
    const seconds = number(grace) ?? -1;
    if (seconds < 0 || seconds > 2_147_483_647)
      yield ['HealthCheckGracePeriodSeconds', `${String(grace)} is no number of seconds`];
  }),
  serviceRule('platform-version', 'Fargate platform versions for Amazon ECS', function* ({ properties }) {
    const version = text(get(properties, 'PlatformVersion')) ?? 'LATEST';
    if (!['LATEST', '1.4.0'].includes(version))
      yield ['PlatformVersion', `platform version ${version} is retired`];
  }),
  serviceRule('service-name', servicePage, function* ({ properties }) {
    const name = text(get(properties, 'ServiceName'));
    if (name !== undefined && !/^[A-Za-z0-9_-]{1,255}$/.test(name))
      yield ['ServiceName', `'${name}' is no service name`];
    if ((number(get(properties, 'DesiredCount')) ?? 1) > 5000)
      yield ['DesiredCount', 'a service has at most 5000 tasks'];
  }),
  serviceRule('scheduling', servicePage, function* ({ properties }) {
    if (get(properties, 'SchedulingStrategy') === 'DAEMON')
      yield ['SchedulingStrategy', 'Fargate has no DAEMON services'];
    for (const path of ['PlacementConstraints', 'PlacementStrategies', 'Role'])
      if (list(get(properties, path)).length > 0) yield [path, `${path} is refused on Fargate`];
  }),
  serviceRule('tags', servicePage, function* ({ properties }) {
    const tags = list(get(properties, 'Tags')).map((tag) => String(get(tag, 'Key')));
    for (const key of tags)
      if (/^aws:/i.test(key) || key.length > 128) yield ['Tags', `'${key}' is no tag of ours to set`];
    if (tags.length > 50) yield ['Tags', `${tags.length} tags; at most 50`];
  }),
];
