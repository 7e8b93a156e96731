/** The 14 keys of Docker's ECS integration at their places. What each makes: test/constructs/existing.test.ts, test/plan/extensions.test.ts. */
import { existingLoadBalancer, existingVpc } from '../support/bindings-of-others.js';
import { planned } from '../support/planned.js';
import { behaviours, errors } from './behaviours.js';

const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:hub-AbCdEf';
const policy = 'arn:aws:iam::aws:policy/AmazonS3FullAccess';
const bindings = {
  version: 1,
  vpc: existingVpc,
  loadBalancer: { ...existingLoadBalancer, listeners: {} },
} as const;

describe('a project that uses all that can be kept', () => {
  const { plan, service, codes } = planned(
    {
      'compose.yaml': `
x-aws-cluster: \${CLUSTER:-shop}
x-aws-vpc: \${VPC:-vpc-01234567}
x-aws-loadbalancer: \${BALANCER:-front}
x-aws-logs_retention: \${DAYS:-30}
services:
  web:
    image: x
    ports: [{ target: 8080, x-aws-protocol: http }]
    networks: [back]
    secrets: [hub]
    x-aws-pull_credentials: ${secretArn}
    x-aws-policies: [${policy}]
    x-aws-role:
      Version: "2012-10-17"
      Statement: [{ Effect: Allow, Action: ["ssmmessages:*"], Resource: ["*"] }]
    deploy:
      x-aws-autoscaling: { cpu: 75, min: 2, max: 4 }
      update_config: { x-aws-min_percent: 50, x-aws-max_percent: 150 }
      resources: { limits: { cpus: "0.5", memory: 1G } }
networks: { back: { x-aws-securitygroup: sg-01234567, external: true } }
secrets: { hub: { name: "${secretArn}", external: true, x-aws-keys: [user, password] } }
`,
    },
    { bindings },
  );
  const web = service('web');
  const [container, init] = web.containers;

  test('nothing is told of it', () => expect(codes).toEqual([]));

  test.each([
    ['x-aws-cluster', plan.cluster, { kind: 'existing', nameOrArn: { value: 'shop' } }],
    ['x-aws-vpc', plan.vpc, { kind: 'existing', id: { value: 'vpc-01234567' } }],
    ['x-aws-loadbalancer', plan.loadBalancers, [{ existing: { value: { arn: existingLoadBalancer.arn } } }]],
    ['x-aws-logs_retention', plan.logs, { retention: { value: 30 } }],
    ['x-aws-pull_credentials', container, { image: { credentials: { value: secretArn } } }],
    ['x-aws-policies', web.taskRole.policies, [{ value: policy }]],
    ['x-aws-role', web.taskRole.documents, [{ value: { document: { Version: '2012-10-17' } } }]],
    ['x-aws-autoscaling', web.scaling, { value: { minimum: 2, maximum: 4, cpu: 75 } }],
    ['x-aws-min_percent', web.rollout, { value: { minimumHealthyPercent: 50 } }],
    ['x-aws-max_percent', web.rollout, { value: { maximumPercent: 150 } }],
    ['x-aws-protocol', plan.loadBalancers, [{ type: 'application' }]],
    ['x-aws-securitygroup', plan.networks, [{ name: 'back', existing: 'sg-01234567' }]],
    ['x-aws-keys', init?.secrets, [{ source: { key: 'user' } }, { source: { key: 'password' } }]],
  ])('%s is kept', (_, found, expected) => expect(found).toMatchObject(expected));
});

const web = (keys: string) => `services: { web: { image: x, ${keys} } }`;

behaviours([
  {
    was: 'x-aws-cloudformation was merged over the template',
    compose: `${web('init: true')}\nx-aws-cloudformation: { Resources: { WebService: { Properties: {} } } }`,
    of: errors,
    is: expect.arrayContaining(['key-rejected']),
    row: '`x-aws-cloudformation`',
  },
  {
    was: 'x-aws-vpc was looked up while deploying',
    compose: `x-aws-vpc: vpc-01234567\n${web('init: true')}`,
    of: ({ plan }) => plan.missingBindings.length > 0,
    is: true,
    row: 'VPC',
  },
  {
    was: 'a network was a security group by its external name',
    compose: `${web('networks: [n]')}\nnetworks: { n: { external: true, name: sg-01234567 } }`,
    of: ({ plan }) => plan.networks.map(({ existing }) => existing),
    is: ['sg-01234567'],
  },
  {
    was: 'a volume was a file system by its external name',
    compose: `${web('volumes: ["data:/data"]')}\nvolumes: { data: { external: true, name: fs-01234567 } }`,
    of: ({ plan }) => plan.fileSystems.map(({ existing }) => existing),
    is: ['fs-01234567'],
  },
  {
    was: 'a secret was one of Secrets Manager by its external name',
    compose: `${web('secrets: [s]')}\nsecrets: { s: { external: true, name: "${secretArn}" } }`,
    of: ({ service }) => service('web').containers[1]?.secrets.map(({ source }) => source.arn),
    is: [secretArn],
  },
  {
    was: 'the type of an existing load balancer must fit the ports',
    compose: `x-aws-vpc: vpc-01234567\nx-aws-loadbalancer: front\n${web('ports: ["25:25"]')}`,
    bindings,
    of: (made) => errors(made).length > 0,
    is: true,
  },
  {
    was: 'placement constraints chose the machine of a GPU',
    compose: web('deploy: { placement: { constraints: ["node.machine == g4dn.xlarge"] } }'),
    of: ({ codes }) => codes.length > 0,
    is: true,
    row: 'GPU',
  },
]);
