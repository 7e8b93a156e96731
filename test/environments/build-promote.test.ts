/** `cdk-compose build` where environments are in several regions and accounts, against an ECR with a registry per region. */
import { chmodSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { fakeDocker } from '../images/fake-docker.js';
import { fakeRegistry, type FakeRegistry } from '../images/fake-registry.js';
import { folder, write } from '../images/folder.js';
import { runBuild } from '../images/run-build.js';

const files = {
  'cdk.json': JSON.stringify({
    context: {
      'compose:environments': {
        dev: { region: 'eu-central-1' },
        production: { region: 'eu-west-1', account: '222222222222' },
      },
      // The registry's host is 127.0.0.1: this account is in it, as an account is in ECR's.
      'compose:image-account': '127',
    },
  }),
  'compose.yaml': 'name: shop\nservices:\n  web: {build: ./web}\n',
  'web/Dockerfile': 'FROM scratch AS web',
};

let registry: FakeRegistry;
/** What each region's repository holds: digests by tag. */
let regions: Record<string, Map<string, string>>;
/** Calls to ECR: `eu-west-1 DescribeImages`. */
let calls: string[];
let policies: Record<string, string>;

beforeEach(async () => {
  registry = await fakeRegistry();
  regions = { 'eu-central-1': new Map(), 'eu-west-1': new Map() };
  calls = [];
  policies = {};
  // The AWS SDK looks at the process.
  Object.assign(process.env, aws());
  registry.intercept = (request, response) => {
    if (request.method !== 'POST') return false;
    void answer(request, response);
    return true;
  };
});
afterEach(async () => {
  for (const name of Object.keys(aws())) Reflect.deleteProperty(process.env, name);
  await registry.close();
});

const aws = () => ({
  AWS_ENDPOINT_URL: `http://${registry.host}`,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const sent = JSON.parse(body) as {
    repository: string;
    tag: string;
    platforms: string[];
    policyText: string;
    imageIds?: { imageTag: string }[];
  };
  if (request.url === '/push') {
    const digest = registry.push(sent.repository, sent.tag, sent.platforms, {});
    regions['eu-central-1']?.set(sent.tag, digest);
    return void response.end(digest);
  }
  if (request.url === '/copy') {
    regions['eu-west-1']?.set(sent.tag, regions['eu-central-1']?.get(sent.tag) ?? '');
    return void response.end();
  }
  const region = /Credential=[^/]+\/\d+\/([^/]+)\//.exec(String(request.headers.authorization))?.[1] ?? '';
  const action = String(request.headers['x-amz-target']).replace(/.*\./, '');
  calls.push(`${region} ${action}`);
  const [status, value] = ecr(action, region, sent);
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
}

function ecr(
  action: string,
  region: string,
  { policyText, imageIds = [] }: { policyText: string; imageIds?: { imageTag: string }[] },
): [number, object] {
  const imageDigest = regions[region]?.get(imageIds[0]?.imageTag ?? '');
  switch (action) {
    case 'GetAuthorizationToken': {
      const proxyEndpoint = `https://${registry.host}`;
      return [200, { authorizationData: [{ authorizationToken: 'QVdTOnB3', proxyEndpoint }] }];
    }
    case 'DescribeImages':
      return imageDigest === undefined
        ? [400, { __type: 'ImageNotFoundException' }]
        : [200, { imageDetails: [{ imageDigest }] }];
    case 'GetRepositoryPolicy':
      return [400, { __type: 'RepositoryPolicyNotFoundException' }];
    case 'SetRepositoryPolicy':
      policies[region] = policyText;
      return [200, {}];
    default:
      return [200, {}];
  }
}

/** The stand-in for Docker, which also copies: into the other region. */
function dockerThatCopies(): ReturnType<typeof fakeDocker> {
  const docker = fakeDocker();
  const wrapper = folder();
  write(
    wrapper,
    'docker',
    `#!${process.execPath}
const { spawnSync } = require('node:child_process');
const args = process.argv.slice(2);
if (args[1] === 'imagetools') {
  const [, , , , , to] = args;
  const body = JSON.stringify({ tag: to.split(':').at(-1) });
  fetch('http://${registry.host}/copy', { method: 'POST', body });
} else process.exit(spawnSync('${docker.path}/docker', args, { stdio: 'inherit' }).status);
`,
  );
  chmodSync(join(wrapper, 'docker'), 0o755);
  return { ...docker, path: wrapper };
}

test('images are built into the first region, copied to the other, and its account may pull', async () => {
  const docker = dockerThatCopies();
  const { code, stderr } = await runBuild(folder(files), [], {
    environment: { PATH: `${docker.path}:${process.env['PATH']}` },
  });
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  expect(regions['eu-west-1']).toEqual(regions['eu-central-1']);
  expect(regions['eu-west-1']?.size).toBe(1);
  expect(stderr).toContain(`copied 1 to ${registry.host}/shop`);
  expect(policies).toEqual({ 'eu-west-1': expect.stringContaining('"AWS":["222222222222"]') });
  expect(calls.filter((call) => call.startsWith('us-east-1'))).toEqual([]);
  const bakes = readFileSync(docker.calls, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"bake"'));
  expect(bakes).toHaveLength(1);
}, 30_000);
