import type { Deployment, Resource } from '../deployment.js';
import { resourceRule, type Rule } from '../rule.js';
import { runsOf } from '../run.js';
import { get, list, number, repeated, text } from '../json.js';

const servicePage = 'CreateService (AWS Cloud Map API Reference)';

export const discoveryRules: readonly Rule[] = [
  resourceRule(
    'AWS::ServiceDiscovery::PrivateDnsNamespace',
    { id: 'namespace-name', page: 'CreatePrivateDnsNamespace (AWS Cloud Map API Reference)' },
    function* (namespace, deployment) {
      const name = text(get(namespace.properties, 'Name')) ?? '';
      if (
        !/^[!-~]{1,253}$/.test(name) ||
        name.split('.').some((label) => label.length === 0 || label.length > 63)
      )
        yield ['Name', `'${name}' is no namespace name`];
      const vpc = JSON.stringify(get(namespace.properties, 'Vpc'));
      const others = deployment
        .ofType(namespace.type)
        .filter((other) => other !== namespace && JSON.stringify(get(other.properties, 'Vpc')) === vpc);
      if (others.some((other) => get(other.properties, 'Name') === name))
        yield ['Name', `two zones of this VPC are called '${name}'`];
    },
  ),
  resourceRule(
    'AWS::ServiceDiscovery::Service',
    { id: 'discovery-name', page: servicePage },
    function* ({ properties }) {
      const name = text(get(properties, 'Name')) ?? '';
      if (
        name.length > 127 ||
        !name.split('.').every((label) => /^_?[A-Za-z0-9]([\w-]{0,61}[A-Za-z0-9])?_?$/.test(label))
      )
        yield ['Name', `'${name}' is no name of a Cloud Map service`];
    },
  ),
  {
    id: 'discovery-name-twice',
    page: servicePage,
    *check(deployment) {
      const services = deployment.ofType('AWS::ServiceDiscovery::Service');
      const address = services.map((each) => {
        const namespace =
          get(each.properties, 'NamespaceId') ?? get(each.properties, 'DnsConfig', 'NamespaceId');
        return `${deployment.symbol(namespace, each)} ${text(get(each.properties, 'Name'))?.toLowerCase()}`;
      });
      for (const twice of repeated(address))
        for (const [index, resource] of services.entries())
          if (address[index] === twice)
            yield {
              resource,
              path: 'Name',
              sentence: `'${String(get(resource.properties, 'Name'))}' differs from another name of the namespace by case at most`,
            };
    },
  },
  resourceRule(
    'AWS::ServiceDiscovery::Service',
    { id: 'discovery-records', page: 'DnsConfig (AWS Cloud Map API Reference)' },
    function* ({ properties }) {
      const config = get(properties, 'DnsConfig');
      const types = list(get(config, 'DnsRecords')).map((record) => String(get(record, 'Type')));
      for (const [index, record] of list(get(config, 'DnsRecords')).entries())
        if (number(get(record, 'TTL')) === undefined)
          yield [`DnsConfig.DnsRecords.${index}.TTL`, 'a record has a TTL'];
      if (types.includes('CNAME') && types.length > 1)
        yield ['DnsConfig.DnsRecords', 'a CNAME record stands alone'];
      if (types.includes('CNAME') && get(config, 'RoutingPolicy') !== 'WEIGHTED')
        yield ['DnsConfig.RoutingPolicy', 'CNAME records need the policy WEIGHTED'];
      if (types.includes('CNAME') && get(properties, 'HealthCheckConfig') !== undefined)
        yield ['HealthCheckConfig', 'CNAME records take no health check'];
      const threshold = get(properties, 'HealthCheckCustomConfig', 'FailureThreshold');
      if (threshold !== undefined && number(threshold) !== 1)
        yield ['HealthCheckCustomConfig.FailureThreshold', 'the failure threshold is 1'];
    },
  ),
  resourceRule(
    'AWS::ECS::Service',
    { id: 'service-registry', page: 'ServiceRegistry (Amazon ECS API Reference)' },
    function* (service, deployment) {
      const registries = list(get(service.properties, 'ServiceRegistries'));
      if (registries.length > 1)
        yield ['ServiceRegistries', `${registries.length} registries; a service has one`];
      for (const [index, registry] of registries.entries()) {
        const entry = deployment.named(get(registry, 'RegistryArn'), service);
        const types = list(get(entry?.properties, 'DnsConfig', 'DnsRecords')).map((record) =>
          get(record, 'Type'),
        );
        if (types.includes('CNAME'))
          yield [`ServiceRegistries.${index}`, 'ECS registers A, AAAA and SRV records, not CNAME'];
        const hasPort = get(registry, 'ContainerPort') !== undefined || get(registry, 'Port') !== undefined;
        if (types.includes('SRV') && !hasPort)
          yield [`ServiceRegistries.${index}`, 'an SRV record needs a port'];
      }
    },
  ),
  {
    id: 'bare-names-resolve',
    page: 'DHCP option sets in Amazon VPC',
    *check(deployment) {
      for (const resource of deployment.ofType('AWS::ServiceDiscovery::PrivateDnsNamespace')) {
        const vpc = deployment.named(get(resource.properties, 'Vpc'), resource);
        if (!vpc || holdsAliasesAlone(resource, deployment)) continue;
        for (const option of ['EnableDnsSupport', 'EnableDnsHostnames'])
          if (String(get(vpc.properties, option) ?? option === 'EnableDnsSupport') !== 'true')
            yield { resource: vpc, path: option, sentence: `the VPC's names resolve only with ${option}` };
        if (tasksSearch(deployment, String(get(resource.properties, 'Name')))) continue;
        const options = deployment
          .ofType('AWS::EC2::VPCDHCPOptionsAssociation')
          .filter((each) => deployment.named(get(each.properties, 'VpcId'), each) === vpc)
          .map((each) => ({
            association: each,
            set: deployment.named(get(each.properties, 'DhcpOptionsId'), each),
          }));
        const found = options.find(({ set }) =>
          String(get(set?.properties, 'DomainName'))
            .split(' ')
            .includes(String(get(resource.properties, 'Name'))),
        );
        if (!found)
          yield {
            resource: vpc,
            path: '',
            sentence: `no DHCP option set makes tasks search ${String(get(resource.properties, 'Name'))}`,
          };
        else if (!list(get(found.set?.properties, 'DomainNameServers')).includes('AmazonProvidedDNS'))
          yield {
            resource: vpc,
            path: '',
            sentence: 'the DHCP option set does not name AmazonProvidedDNS as resolver',
          };
        else
          for (const { resource: service } of runsOf(deployment))
            if (deployment.before(service).has(vpc) && !deployment.before(service).has(found.association))
              yield {
                resource: service,
                path: '',
                sentence: 'its tasks may start before the DHCP option set, and keep the old search list',
              };
      }
    },
  },
];

/** Whether every task adds a domain to the resolv.conf of its containers before any other of them starts. */
function tasksSearch(deployment: Deployment, domain: string): boolean {
  const tasks = deployment.ofType('AWS::ECS::TaskDefinition');
  return tasks.every(({ properties }) => {
    const containers = list(get(properties, 'ContainerDefinitions'));
    const first = containers.find((container) => {
      const [word, searched] = list(get(container, 'Command'));
      return word === 'search' && searched === domain;
    });
    const name = get(first, 'Name');
    return (
      first !== undefined &&
      containers.every(
        (container) =>
          container === first ||
          list(get(container, 'DependsOn')).some(
            (dependency) =>
              get(dependency, 'ContainerName') === name && get(dependency, 'Condition') === 'SUCCESS',
          ),
      )
    );
  });
}

/** A zone of names with dots, which are looked up as they are. */
function holdsAliasesAlone(namespace: Resource, deployment: Deployment): boolean {
  const mine = deployment
    .ofType('AWS::ServiceDiscovery::Service')
    .filter(
      (each) =>
        deployment.named(
          get(each.properties, 'NamespaceId') ?? get(each.properties, 'DnsConfig', 'NamespaceId'),
          each,
        ) === namespace,
    );
  const types = mine.flatMap((each) =>
    list(get(each.properties, 'DnsConfig', 'DnsRecords')).map((record) => get(record, 'Type')),
  );
  return types.length > 0 && types.every((type) => type === 'CNAME');
}
