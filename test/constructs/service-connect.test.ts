/** ECS Service Connect, from the file to the template. */
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { checkDeployment, formatFinding } from '../fargate/check-deployment.js';
import type { Json } from '../fargate/json.js';
import { planned } from '../support/planned.js';
import { connected, unconnected } from './fixtures/connected-app.js';
import {
  deploymentTemplates,
  nestedTemplates,
  onlyResource,
  stackOf,
  templateOf,
} from './fixtures/template.js';

const SERVICE = 'AWS::ECS::Service';

test('names and ports of a service are endpoints, and those that start after it have the proxy', () => {
  const template = templateOf(planned(connected).plan);
  expect(checkDeployment({ stack: template.toJSON() as Json }).map(formatFinding)).toEqual([]);
  const api = onlyResource(template, SERVICE, 'AppServicesapi');
  expect(api.Properties?.['ServiceConnectConfiguration']).toMatchObject({
    Enabled: true,
    Namespace: { 'Fn::GetAtt': [expect.stringContaining('Namespace'), 'Arn'] },
    LogConfiguration: {
      LogDriver: 'awslogs',
      Options: { 'awslogs-stream-prefix': 'api-service-connect' },
    },
    Services: [
      {
        PortName: 'http-8080',
        DiscoveryName: 'api-8080-connect',
        ClientAliases: [{ DnsName: 'api', Port: 8080 }],
        Timeout: { PerRequestTimeoutSeconds: 0 },
      },
      { PortName: 'http-9998', ClientAliases: [{ DnsName: 'api', Port: 9998 }] },
      { PortName: 'http-8080', ClientAliases: [{ DnsName: 'api.test', Port: 8080 }] },
      { PortName: 'http-9998', ClientAliases: [{ DnsName: 'api.test', Port: 9998 }] },
    ],
  });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [
      Match.objectLike({
        Name: 'api',
        PortMappings: [
          { ContainerPort: 8080, Name: 'http-8080', AppProtocol: 'http', Protocol: 'tcp' },
          { ContainerPort: 9998, Name: 'http-9998', AppProtocol: 'http', Protocol: 'tcp' },
        ],
      }),
    ],
  });
  const web = onlyResource(template, SERVICE, 'AppServicesweb');
  expect(web.Properties?.['ServiceConnectConfiguration']).toMatchObject({ Enabled: true });
  expect(web.Properties?.['ServiceConnectConfiguration']).not.toHaveProperty('Services');
  expect(web.DependsOn).toContain(api.id);
  for (const name of ['db', 'other']) {
    const { Properties } = onlyResource(template, SERVICE, `AppServices${name}`);
    expect(Properties).not.toHaveProperty('ServiceConnectConfiguration');
  }
});

test('it changes the service and those that reach it, and keeps every logical id', () => {
  const [without, withIt] = [unconnected, connected].map((text) => templateOf(planned(text).plan).toJSON());
  const resources = (template: unknown) =>
    (template as { Resources: Readonly<Record<string, unknown>> }).Resources;
  const [before, after] = [resources(without), resources(withIt)];
  expect(Object.keys(after)).toEqual(Object.keys(before));
  const changed = Object.keys(after).filter((id) => JSON.stringify(after[id]) !== JSON.stringify(before[id]));
  expect(changed.map((id) => id.replace(/[0-9A-F]{8}$/, '')).toSorted()).toEqual([
    'AppServicesapiService',
    'AppServicesapiTaskDefinition',
    'AppServiceswebService',
    'AppServiceswebTaskDefinition',
  ]);
});

test('in nested stacks the namespace is that of the stack around them', () => {
  const { stack } = stackOf(planned(connected, { options: { layout: 'nested' } }).plan);
  expect(checkDeployment(deploymentTemplates(stack)).map(formatFinding)).toEqual([]);
  const [, api] = nestedTemplates(stack).find(([name]) => name === 'api') ?? [];
  (api as Template).hasResourceProperties(SERVICE, {
    ServiceConnectConfiguration: { Enabled: true, Namespace: { Ref: Match.anyValue() } },
  });
});

test('a task without a way out reaches what tells its proxy where others are', () => {
  const closed = connected
    .replace('networks: { apart: {} }\n', '')
    .replace(/, networks: \{ apart: \{\} \}/, '');
  const { plan } = planned(`${closed}networks: { default: { internal: true } }\n`);
  templateOf(plan).hasResourceProperties('AWS::EC2::VPCEndpoint', {
    ServiceName: Match.objectLike({ 'Fn::Join': ['', Match.arrayWith(['.ecs-agent'])] }),
  });
});
