import { onlyResource, type Resource, resourcesOf, templateOf } from '../constructs/fixtures/template.js';
import { shop } from './shop.js';

const template = templateOf(shop());
const resource = onlyResource(template, 'Custom::ComposeJob');
const dependenciesOf = ({ DependsOn = [] }: Resource): readonly string[] => DependsOn;

test('a job is a custom resource without an ECS service or a name in DNS', () => {
  const named = (type: string) =>
    Object.keys(resourcesOf(template, type)).filter((id) => id.includes('migrate'));
  expect(named('AWS::ECS::Service')).toEqual([]);
  expect(named('AWS::ServiceDiscovery::Service')).toEqual([]);
  expect(named('AWS::ECS::TaskDefinition')).toHaveLength(1);
});

test('the custom resource carries what starting the task takes', () => {
  expect(resource.Properties).toMatchObject({
    Job: 'migrate',
    Content: expect.stringMatching(/^[0-9a-f]{64}$/),
    Record: { 'Fn::Join': ['', ['/cdk-compose/', { Ref: 'AWS::StackName' }, '/shop/migrate']] },
    TaskDefinition: { Ref: onlyResource(template, 'AWS::ECS::TaskDefinition', 'AppServicesmigrate').id },
    Container: 'migrate',
    AssignPublicIp: 'DISABLED',
    Capacity: [{ Provider: 'FARGATE', Weight: '1' }],
    Logs: {
      migrate: { Group: { Ref: onlyResource(template, 'AWS::Logs::LogGroup', 'App').id }, Prefix: 'migrate' },
    },
    Timeout: '1800',
    Attempts: '3',
  });
  expect(resource.Properties?.['Subnets']).toHaveLength(2);
  expect(resource.Properties?.['SecurityGroups']).toHaveLength(2);
});

describe('the job comes after', () => {
  const types = new Set(dependenciesOf(resource).map((id) => template.toJSON().Resources[id].Type as string));

  test.each([
    ['the services that it waits for', 'AWS::ECS::Service'],
    ['the way to the internet', 'AWS::EC2::Route'],
    ['the search list of its resolver', 'AWS::EC2::VPCDHCPOptionsAssociation'],
    ['the mount targets of its volumes', 'AWS::EFS::MountTarget'],
    ['the policies of its roles', 'AWS::IAM::Policy'],
    ['the capacity providers of its cluster', 'AWS::ECS::ClusterCapacityProviderAssociations'],
  ])('%s', (_, type) => {
    expect(types).toContain(type);
  });

  test('the rules of its networks', () => {
    const rules = Object.entries(resourcesOf(template, 'AWS::EC2::SecurityGroupIngress')).filter(([id]) =>
      id.startsWith('AppNetworks'),
    );
    expect(rules.length).toBeGreaterThan(0);
    for (const [id] of rules) expect(dependenciesOf(resource)).toContain(id);
  });

  test('both policies of its own roles', () => {
    const policies = Object.keys(resourcesOf(template, 'AWS::IAM::Policy')).filter((id) =>
      id.includes('migrate'),
    );
    expect(policies).toHaveLength(2);
    expect(dependenciesOf(resource)).toEqual(expect.arrayContaining(policies));
  });
});

test('the services that wait for the job come after it, and no others', () => {
  const services = resourcesOf(template, 'AWS::ECS::Service');
  const waiting = Object.entries(services).filter(([, made]) => dependenciesOf(made).includes(resource.id));
  expect(waiting.map(([id]) => id)).toEqual([
    onlyResource(template, 'AWS::ECS::Service', 'AppServicesweb').id,
  ]);
});
