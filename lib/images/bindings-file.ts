import {
  diagnose,
  type Checked,
  type CheckedWithSources,
  type Diagnostic,
} from '../diagnostics/diagnostic.js';
import {
  type Bindings,
  bindingsName,
  type CertificateBinding,
  type ConfigBinding,
  type FileSystemBinding,
  type LoadBalancerBinding,
  type NetworkBinding,
  type RepositoryBinding,
  type SecretBinding,
  type VpcBinding,
  type ZoneBinding,
} from '../model/bindings.js';
import { imageLockName } from './image-lock-file.js';
import { listOf, mapOf, object, text, versionOne, type JsonShape } from './json-shape.js';
import { parseStateFile, readStateFile, writeStateFile, type StateFile } from './state-file.js';

/** Why an environment can't have a name: it stands in names of files and of resources. */
export function checkEnvironmentName(environment: string | undefined): readonly Diagnostic[] {
  const isTaken = [imageLockName, bindingsName(undefined)].includes(bindingsName(environment));
  const isFit = environment === undefined || /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(environment);
  return isFit && (environment === undefined || !isTaken)
    ? []
    : [diagnose('environment-name-unfit', { environment: environment ?? '' })];
}

const repository = object<RepositoryBinding>(
  {
    name: text('the name of an ECR repository', /^[a-z0-9]+(?:[._/-][a-z0-9]+)*$/),
    account: text('an AWS account id, 12 digits', /^\d{12}$/),
    region: text('an AWS region such as eu-central-1', /^[a-z]{2,}(?:-[a-z]+)+-\d+$/),
  },
  ['account', 'region'],
);

const base64 = text('base64', /^base64$/) as JsonShape<'base64'>;

const kmsKey = text('the ARN of a KMS key', /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/.+$/);

const secret = object<SecretBinding>(
  {
    arn: text(
      'the complete ARN of a secret',
      /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+-[A-Za-z0-9]{6}$/,
    ),
    version: text(),
    encoding: base64,
    keys: listOf(text()),
    kmsKey,
  },
  ['version', 'encoding', 'keys', 'kmsKey'],
);

const config = object<ConfigBinding>(
  {
    arn: text('the ARN of a parameter', /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/.+$/),
    kmsKey,
  },
  ['kmsKey'],
);

const fileSystem = object<FileSystemBinding>({
  id: text('the id of an EFS file system', /^fs-[0-9a-f]{8,}$/),
});

const network = object<NetworkBinding>({
  securityGroup: text('the id of a security group', /^sg-[0-9a-f]{8,}$/),
});

const subnets = listOf(text('the id of a subnet', /^subnet-[0-9a-f]{8,}$/));

const vpc = object<VpcBinding>(
  {
    id: text('the id of a VPC', /^vpc-[0-9a-f]{8,}$/),
    cidr: text('an address range such as 10.0.0.0/16', /^\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2}$/),
    availabilityZones: listOf(
      text('an availability zone such as eu-central-1a', /^[a-z]{2,}(?:-[a-z0-9]+)+$/),
    ),
    publicSubnets: subnets,
    privateSubnets: subnets,
    searchDomain: text('a domain'),
  },
  ['cidr', 'publicSubnets', 'privateSubnets', 'searchDomain'],
);

const loadBalancer = object<LoadBalancerBinding>(
  {
    arn: text(
      'the ARN of a load balancer',
      /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/(?:app|net)\/[^/]+\/[^/]+$/,
    ),
    securityGroups: listOf(text('the id of a security group', /^sg-[0-9a-f]{8,}$/)),
    dnsName: text('the DNS name of a load balancer', /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/),
    hostedZone: text('the id of a hosted zone', /^Z[0-9A-Z]{8,}$/),
    listeners: mapOf(
      text('a port', /^\d{1,5}$/),
      text('the ARN of a listener', /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener\/.+$/),
    ),
  },
  ['dnsName', 'hostedZone', 'listeners'],
);

const certificate = object<CertificateBinding>({
  arn: text(
    'the ARN of a certificate',
    /^arn:aws[a-z-]*:(?:acm|iam):[a-z0-9-]*:\d{12}:(?:server-)?certificate\/.+$/,
  ),
});

const zone = object<ZoneBinding>({ id: text('the id of a hosted zone', /^Z[0-9A-Z]{8,}$/) });

const bindings: StateFile<Bindings> = {
  name: 'bindings file',
  empty: { version: 1 },
  shape: object<Bindings>(
    {
      version: versionOne,
      repository,
      secrets: mapOf(text(), secret),
      configs: mapOf(text(), config),
      variables: mapOf(text(), secret),
      fileSystems: mapOf(text(), fileSystem),
      networks: mapOf(text(), network),
      vpc,
      loadBalancer,
      certificates: mapOf(text(), certificate),
      zones: mapOf(text(), zone),
    },
    [
      'repository',
      'secrets',
      'configs',
      'variables',
      'fileSystems',
      'networks',
      'vpc',
      'loadBalancer',
      'certificates',
      'zones',
    ],
  ),
  remedy:
    'write it anew: version 1 and, where they are needed, repository, fileSystems, networks, vpc, loadBalancer, certificates and zones; cdk-compose secrets push fills in the rest',
};

/** Reads an environment's bindings. An absent file binds nothing; a broken one has no value. */
export function readBindings(path: string): CheckedWithSources<Bindings> {
  return readStateFile(bindings, path);
}

/** Reads the text of bindings; `source` is the name that places bear. */
export function parseBindings(json: string, source: string): Checked<Bindings> {
  return parseStateFile(bindings, json, source);
}

/** Writes the bindings when they changed, and tells whether it did. */
export function writeBindings(path: string, value: Bindings): Checked<boolean> {
  return writeStateFile(bindings, path, value);
}
