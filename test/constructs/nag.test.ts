/** cdk-nag's AwsSolutions pack: what it finds is acknowledged in our constructs, with its reason, or mended. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { App, Stack, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ComposeApp, type ComposeAppProps, readProject } from '../../lib/index.js';
import { projectFolder } from '../support/project-folder.js';
import { root } from '../support/source-files.js';

const samples = readdirSync(join(root, 'samples')).filter(
  (name) => name !== 'broken' && existsSync(join(root, 'samples', name, 'compose.yaml')),
);
const work = mkdtempSync(join(tmpdir(), 'cdk-compose-nag-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

interface Around {
  readonly props?: (app: App) => Partial<ComposeAppProps>;
  readonly change?: (stack: Stack, application: ComposeApp) => void;
}

/** Each finding that nobody acknowledged, with the construct. */
function findingsOf(inputs: ComposeAppProps, { props, change }: Around = {}): readonly string[] {
  const outdir = mkdtempSync(join(work, 'assembly-'));
  const app = new App({ outdir, builtinCloudFormationValidation: false, analyticsReporting: false });
  const stack = new Stack(app, 'Sample');
  const application = new ComposeApp(stack, 'App', { ...inputs, ...props?.(app) });
  change?.(stack, application);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const say = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    app.synth();
    return [];
  } catch {
    const text = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
    const { pluginReports } = JSON.parse(text) as Report;
    return pluginReports.flatMap(({ violations }) =>
      violations.flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`),
      ),
    );
  } finally {
    say.mockRestore();
  }
}

const ofSample = (name: string) => readProject({ directory: join(root, 'samples', name) });

test.each(samples)('samples/%s has no open finding', (sample) => {
  expect(findingsOf(ofSample(sample))).toEqual([]);
});

const arn = (service: string, rest: string) => `arn:aws:${service}:eu-central-1:123456789012:${rest}`;

/** Everything that makes resources of a kind of their own. */
const everything = `
name: everything
x-aws-exec: true
x-aws-waf: ${arn('wafv2', 'regional/webacl/shop/0123')}
services:
  web:
    image: nginx:1.27
    ports: ["8080:8080"]
    x-aws-domain: shop.example.com
    networks: [front, back]
    depends_on: { migrate: { condition: service_completed_successfully } }
    environment: { GREETING: hello }
    secrets: [token, { source: parameter, target: p }]
    deploy: { x-aws-autoscaling: { min: 1, max: 4, cpu: 60, memory: 70, requests: 500 } }
    x-aws-capacity: { on-demand: 1, spot: 3, base: 1 }
  api:
    image: registry.example.com/api:1
    x-aws-pull_credentials: ${arn('secretsmanager', 'secret:registry-AbCdEf')}
    ports: ["8081:8080"]
    x-aws-route: shop.example.com/api
    networks: { front: { aliases: [gateway] } }
  dns:
    image: coredns/coredns:1.12
    ports: ["53:53/udp", "9153:9153/tcp"]
  admin:
    image: admin:1
    ports: ["9000:9000"]
    x-aws-expose: internal
  db:
    image: postgres:17
    volumes: ["data:/var/lib/postgresql/data"]
    networks: [back]
    environment: { POSTGRES_PASSWORD: sesame }
  shared:
    image: busybox:1
    volumes: ["data:/data:ro", "adopted:/adopted", /anonymous]
    networks: [closed]
  migrate:
    image: migrate:1
    networks: [back]
  nightly:
    image: report:1
    x-aws-schedule: "0 3 * * *"
networks:
  front:
  back:
  closed: { internal: true }
volumes:
  data:
  adopted: { external: true }
secrets:
  token: { external: true, name: "${arn('secretsmanager', 'secret:token-AbCdEf')}" }
  parameter: { external: true, name: "${arn('ssm', 'parameter/shop/p')}" }
`;

const bindings = {
  version: 1,
  fileSystems: { adopted: { id: 'fs-0123456789abcdef0' } },
  zones: { 'example.com': { id: 'Z0123456789ABC' } },
  variables: {
    db: { arn: arn('secretsmanager', 'secret:everything/db-AbCdEf'), keys: ['POSTGRES_PASSWORD'] },
  },
};

function everythingWith(change: (text: string) => string = (text) => text): ComposeAppProps {
  const directory = projectFolder({
    'compose.yaml': change(everything),
    'compose.staging.json': JSON.stringify(bindings),
  });
  return readProject({ directory, environment: 'staging' });
}

test('a project of every feature has no open finding', () => {
  expect(findingsOf(everythingWith())).toEqual([]);
});

test('nor has it in the VPC of another stack', () => {
  const findings = findingsOf(everythingWith(), {
    props: (app) => ({ vpc: new Vpc(new Stack(app, 'Network'), 'Vpc') }),
  });
  expect(findings.filter((finding) => !finding.includes(' Network/'))).toEqual([]);
});

describe('a finding is not hidden', () => {
  test('in the caller’s own resources', () => {
    const opened = findingsOf(ofSample('hello'), {
      change: (stack, { vpc }) => {
        new SecurityGroup(stack, 'Own', { vpc }).addIngressRule(Peer.anyIpv4(), Port.tcp(22));
      },
    });
    expect(opened).toEqual(['AwsSolutions-EC23 Sample/Own/Resource']);
  });

  test('in what the Compose file allows its code', () => {
    const policy = '{ Statement: [{ Effect: Allow, Action: "s3:GetObject", Resource: "*" }] }';
    const role = `x-aws-policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]\n    x-aws-role: ${policy}`;
    const inputs = everythingWith((text) =>
      text.replace('image: nginx:1.27', `image: nginx:1.27\n    ${role}`),
    );
    expect(
      findingsOf(inputs)
        .map((finding) => finding.split(' ')[0])
        .toSorted(),
    ).toEqual([
      'AwsSolutions-IAM4[Policy::arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]',
      'AwsSolutions-IAM5[Resource::*]',
    ]);
  });
});
