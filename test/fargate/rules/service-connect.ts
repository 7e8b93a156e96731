import { containersOf, resourceRule, taskOf, type Rule } from '../rule.js';
import { get, isTrue, list, number, repeated, text } from '../json.js';

const page = 'ServiceConnectService (Amazon ECS API Reference)';

export const serviceConnectRules: readonly Rule[] = [
  resourceRule('AWS::ECS::Service', { id: 'service-connect', page }, function* (service, deployment) {
    const configuration = get(service.properties, 'ServiceConnectConfiguration');
    if (!isTrue(get(configuration, 'Enabled'))) return;
    const task = taskOf(service, deployment);
    const mappings = (task ? containersOf(task) : []).flatMap(({ value }) =>
      list(get(value, 'PortMappings')),
    );
    const names: string[] = [];
    for (const [index, each] of list(get(configuration, 'Services')).entries()) {
      const at = `ServiceConnectConfiguration.Services.${index}`;
      const mapping = mappings.find((candidate) => get(candidate, 'Name') === get(each, 'PortName'));
      if (task && !mapping)
        yield [`${at}.PortName`, `no port mapping is called '${String(get(each, 'PortName'))}'`];
      if (get(mapping, 'Protocol') === 'udp') yield [`${at}.PortName`, 'Service Connect does not carry UDP'];
      const aliases = list(get(each, 'ClientAliases'));
      if (aliases.length > 1)
        yield [`${at}.ClientAliases`, `${aliases.length} client aliases; an entry has one`];
      for (const alias of aliases) {
        const dnsName = text(get(alias, 'DnsName'));
        if (dnsName !== undefined && !/^[a-z0-9_.-]{1,127}$/.test(dnsName))
          yield [`${at}.ClientAliases`, `'${dnsName}' is no client alias`];
        names.push(`${dnsName}:${number(get(alias, 'Port'))}`);
      }
      const discovery = text(get(each, 'DiscoveryName'));
      if (discovery !== undefined && !/^[a-z0-9_-]{1,64}$/.test(discovery))
        yield [`${at}.DiscoveryName`, `'${discovery}' is no discovery name`];
    }
    for (const name of repeated(names))
      yield ['ServiceConnectConfiguration', `two client aliases are ${name}`];
  }),
  {
    id: 'service-connect-twice',
    page: 'Amazon ECS Service Connect components (Amazon ECS Developer Guide)',
    *check(deployment) {
      const endpoints = deployment.ofType('AWS::ECS::Service').flatMap((resource) => {
        const configuration = get(resource.properties, 'ServiceConnectConfiguration');
        const space = deployment.named(get(configuration, 'Namespace'), resource)?.id;
        return list(get(configuration, 'Services')).flatMap((each) => [
          ...list(get(each, 'ClientAliases')).map((alias) => ({
            resource,
            space,
            name: `${text(get(alias, 'DnsName'))}:${number(get(alias, 'Port'))}`,
          })),
          { resource, space, name: text(get(each, 'DiscoveryName')) ?? text(get(each, 'PortName')) ?? '' },
        ]);
      });
      // Those of DNS are services of the same namespace.
      const names = deployment.ofType('AWS::ServiceDiscovery::Service').map((resource) => ({
        resource,
        space: deployment.named(
          get(resource.properties, 'NamespaceId') ?? get(resource.properties, 'DnsConfig', 'NamespaceId'),
          resource,
        )?.id,
        name: text(get(resource.properties, 'Name'))?.toLowerCase() ?? '',
      }));
      const all = [...endpoints, ...names].map(({ space, name }) => `${space} ${name}`);
      for (const twice of repeated(all))
        for (const { resource, space, name } of endpoints)
          if (`${space} ${name}` === twice)
            yield {
              resource,
              path: 'ServiceConnectConfiguration.Services',
              sentence: `the namespace has '${name}' twice`,
            };
    },
  },
];
