/** Names with dots, from the file to the template. */
import { Match } from 'aws-cdk-lib/assertions';
import { checkDeployment, formatFinding } from '../fargate/check-deployment.js';
import type { Json } from '../fargate/json.js';
import { planned } from '../support/planned.js';
import { resourcesOf, templateOf } from './fixtures/template.js';

const discovery = 'AWS::ServiceDiscovery';

test('names with dots point at the service from zones of their own', () => {
  const { plan, codes } = planned(`
name: shop
services:
  ca.example.com:
    image: nginx
    mem_limit: 512m
    networks: { back: { aliases: [self.test, fail.test, ca] } }
networks: { back: {} }
`);
  expect(codes).toEqual([]);
  const template = templateOf(plan);
  expect(checkDeployment({ stack: template.toJSON() as Json }).map(formatFinding)).toEqual([]);
  const zones = resourcesOf(template, `${discovery}::PrivateDnsNamespace`);
  const nameOf = (id: string) => String(zones[id]?.Properties?.['Name']);
  const aliases = Object.values(resourcesOf(template, `${discovery}::Service`)).map(({ Properties }) => {
    const config = Properties?.['DnsConfig'] as
      { NamespaceId: { 'Fn::GetAtt': [string, string] } } | undefined;
    return `${String(Properties?.['Name'])}.${nameOf(config?.NamespaceId['Fn::GetAtt'][0] ?? '')}`;
  });
  expect(aliases.toSorted()).toEqual([
    'ca-example-com-952385AF.shop.internal',
    'ca.example.com',
    'ca.shop.internal',
    'fail.test',
    'self.test',
  ]);
  template.allResourcesProperties(`${discovery}::Instance`, {
    InstanceAttributes: Match.objectLike({ AWS_INSTANCE_CNAME: 'ca-example-com-952385AF.shop.internal' }),
  });
});
