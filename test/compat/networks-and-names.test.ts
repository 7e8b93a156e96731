/** Docker's ECS integration, "Service names and service discovery" and its networks. More of ours: test/plan/{networks,discovery}.test.ts. */
import type { planned } from '../support/planned.js';
import { templateOf } from '../constructs/fixtures/template.js';
import { behaviours } from './behaviours.js';

const two = 'services: { web: { image: x, ports: ["80:80"] }, db: { image: x } }';
type Planned = ReturnType<typeof planned>;
const resources = ({ plan }: Planned, type: string) =>
  Object.values(templateOf(plan).findResources(type)).map(
    ({ Properties }) => (Properties ?? {}) as Readonly<Record<string, unknown>>,
  );
/** What the internet may send to: the ports of rules without a group as their source. */
const openPorts = ({ plan }: Planned) =>
  Object.values(templateOf(plan).findResources('AWS::EC2::SecurityGroup')).flatMap(({ Properties }) =>
    (
      (Properties as { SecurityGroupIngress?: readonly { CidrIp?: string; FromPort: number }[] })
        .SecurityGroupIngress ?? []
    ).flatMap(({ CidrIp, FromPort }) => (CidrIp === '0.0.0.0/0' ? [FromPort] : [])),
  );

behaviours([
  {
    was: 'a network is a security group whose members reach each other; without one there is "default"',
    compose: two,
    of: ({ plan }) => plan.networks.map(({ name, members, existing }) => ({ name, members, existing })),
    is: [{ name: 'default', members: ['db', 'web'], existing: undefined }],
  },
  {
    was: 'services that share no network do not reach each other',
    compose:
      'services: { a: { image: x, networks: [one] }, b: { image: x, networks: [two] } }\nnetworks: { one: {}, two: {} }',
    of: ({ service }) => ['a', 'b'].map((name) => service(name).networks.map(({ value }) => value)),
    is: [['one'], ['two']],
  },
  {
    was: 'the bare name of a service resolves, at the port of the container',
    compose: two,
    of: (made) => resources(made, 'AWS::ServiceDiscovery::Service').map(({ Name }) => Name),
    is: expect.arrayContaining(['db', 'web']),
  },
  {
    was: 'the domain was shop.local',
    compose: `name: shop\n${two}`,
    of: ({ plan }) => plan.namespace.domain,
    is: 'shop.internal',
    row: 'names',
  },
  {
    was: 'aliases, links and container_name gave no names',
    compose:
      'services: { db: { image: x, container_name: store, networks: { default: { aliases: [data] } } } }',
    of: ({ service }) => service('db').names.map(({ value }) => value),
    is: expect.arrayContaining(['db', 'store', 'data']),
    row: 'names',
  },
  {
    was: 'a container from Docker Hub wrote the search domain into every task',
    compose: two,
    of: ({ service }) => service('web').containers.map(({ name }) => name),
    is: ['web'],
    row: 'name resolution',
  },
  {
    was: 'an init container writes the search domain in a VPC of others',
    compose: `name: shop\nx-aws-vpc: vpc-01234567\n${two}`,
    of: ({ service }) =>
      service('web').containers.map(({ name, settings }) => [name, settings.command?.slice(0, 2)]),
    is: [
      ['web', undefined],
      ['web-init', ['search', 'shop.internal']],
    ],
  },
  {
    was: 'each target port was open to the internet on the tasks',
    compose: 'services: { web: { image: x, ports: ["80:8080"] } }',
    of: openPorts,
    is: [80],
    row: 'open to the internet',
  },
  {
    was: 'tasks had public addresses',
    compose: two,
    of: ({ plan }) => plan.vpc.kind === 'create' && plan.vpc.publicIp.value,
    is: false,
    row: 'public addresses',
  },
  {
    was: 'the default VPC was used',
    compose: two,
    of: ({ plan }) => plan.vpc.kind,
    is: 'create',
    row: 'VPC',
  },
  {
    was: 'internal was dropped',
    compose: 'services: { db: { image: x, networks: [back] } }\nnetworks: { back: { internal: true } }',
    of: ({ service }) => service('db').internet.value,
    is: false,
    row: '`internal: true` networks',
  },
]);
