import { runCommand } from '../support/run-command.js';
import { fakeAws, type FakeAws } from './fake-aws.js';
import { folder } from './folder.js';

const account = '111122223333';
const host = `${account}.dkr.ecr.eu-central-1.amazonaws.com`;
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const tag = (letter: string) => `c-${letter.repeat(32)}`;
const old = Date.parse('2026-01-01') / 1000;
const index = 'application/vnd.oci.image.index.v1+json';

/** Deployed, superseded, an index with a part of each, one of another tool, one pushed just now. */
const held = [
  { imageDigest: digest('a'), imageTags: [tag('a')], imagePushedAt: old, imageSizeInBytes: 5e6 },
  { imageDigest: digest('b'), imageTags: [tag('b')], imagePushedAt: old, imageSizeInBytes: 7e6 },
  { imageDigest: digest('c'), imageTags: [tag('c')], imagePushedAt: old, imageManifestMediaType: index },
  { imageDigest: digest('d'), imagePushedAt: old },
  { imageDigest: digest('e'), imageTags: ['by-hand'], imagePushedAt: old },
  { imageDigest: digest('f'), imageTags: [tag('f')], imagePushedAt: Date.now() / 1000 },
  { imageDigest: digest('0'), imageTags: [tag('0')], imagePushedAt: old },
  { imageDigest: digest('1'), imagePushedAt: old, subjectManifestDigest: digest('0') },
];

const world = {
  GetAuthorizationToken: (_: unknown, caller: string) => ({
    authorizationData: [
      {
        authorizationToken: 'QVdTOnB3',
        proxyEndpoint: `https://${caller === 'other' ? host.replace(account, '444455556666') : host}`,
      },
    ],
  }),
  DescribeImages: { imageDetails: held },
  BatchGetImage: {
    images: [
      {
        imageId: { imageDigest: digest('c') },
        imageManifest: JSON.stringify({ manifests: [{ digest: digest('d') }] }),
      },
    ],
  },
  GetRepositoryPolicy: 'RepositoryPolicyNotFoundException',
  GetRegistryPolicy: 'RegistryPolicyNotFoundException',
  ListTaskDefinitions: ({ nextToken }: Record<string, unknown>) =>
    nextToken === undefined
      ? { taskDefinitionArns: ['arn:aws:ecs:x:1:task-definition/api:1'], nextToken: 'more' }
      : { taskDefinitionArns: ['arn:aws:ecs:x:1:task-definition/web:7'] },
  DescribeTaskDefinition: ({ taskDefinition }: Record<string, unknown>) => ({
    taskDefinition: {
      containerDefinitions: [
        { image: `${host}/shop@${digest(String(taskDefinition).includes('api') ? 'a' : 'c')}` },
        { image: 'public.ecr.aws/xray:1' },
      ],
    },
  }),
  ListClusters: { clusterArns: ['arn:cluster'] },
  ListTasks: { taskArns: ['arn:task'] },
  DescribeTasks: {
    tasks: [
      {
        taskDefinitionArn: 'arn:aws:ecs:x:1:task-definition/batch:2',
        containers: [{ image: `other.host/shop@${digest('b')}` }],
      },
    ],
  },
  BatchDeleteImage: (input: Record<string, unknown>) => ({ imageIds: input['imageIds'] }),
};

const before = { ...process.env };
let aws: FakeAws;
afterEach(async () => {
  process.env = { ...before };
  await aws.close();
});

async function images(
  args: readonly string[],
  answers: Parameters<typeof fakeAws>[0] = {},
  files: Readonly<Record<string, string>> = {},
) {
  aws = await fakeAws({ ...world, ...answers });
  // The AWS SDK reads its settings from the process itself.
  Object.assign(process.env, aws.environment);
  const directory = folder({ 'compose.yaml': 'name: shop\nservices:\n  web: {image: nginx}\n', ...files });
  const { code, stdout, stderr } = await runCommand(['images', ...args], directory, {
    environment: aws.environment,
  });
  const deleted = aws.asked.flatMap(([action, input]) =>
    action === 'BatchDeleteImage' ? (input['imageIds'] as { imageDigest: string }[]) : [],
  );
  return { code, stdout, stderr, deleted: deleted.map(({ imageDigest }) => imageDigest) };
}

describe('images gc', () => {
  test('lists what nothing needs, with what needs the rest, and deletes nothing', async () => {
    const { code, stdout, deleted } = await images(['gc']);
    expect([code, deleted]).toEqual([0, []]);
    const line = (letter: string) =>
      stdout.split('\n').find((one) => one.includes(digest(letter).slice(0, 19)));
    expect(line('a')).toMatch(/c-a{32} +2026-01-01 +5\.0 MB +kept: api:1$/);
    expect(line('b')).toMatch(/kept: a running task of batch:2$/);
    expect(line('c')).toMatch(/kept: web:7$/);
    expect(line('d')).toMatch(/kept: part of sha256:c{12}$/);
    expect(line('e')).toMatch(/kept: its tag by-hand is not ours$/);
    expect(line('f')).toMatch(/kept: pushed lately$/);
    expect(line('0')).toMatch(/not needed$/);
    expect(stdout).toMatch(/2 of 8 images, .* are not needed; --delete deletes them\n$/);
  });

  test('deletes with --delete what nothing needs, and nothing else', async () => {
    const { code, deleted, stdout } = await images(['gc', '--delete', '--format', 'json']);
    expect([code, deleted.toSorted()]).toEqual([0, [digest('0'), digest('1')].toSorted()]);
    const report = JSON.parse(stdout) as { images: { digest: string; deleted: boolean }[] };
    expect(
      report.images
        .filter((image) => image.deleted)
        .map((image) => image.digest)
        .toSorted(),
    ).toEqual(deleted.toSorted());
  });

  test('takes what was pushed lately, too, when it is told to', async () => {
    const { deleted } = await images(['gc', '--delete', '--keep-days', '0']);
    expect(deleted).toContain(digest('f'));
  });

  test.each([
    'ListTaskDefinitions',
    'DescribeTaskDefinition',
    'ListServices',
    'ListTasks',
    'GetRepositoryPolicy',
    'GetRegistryPolicy',
  ])('deletes nothing when %s is refused', async (action) => {
    const { code, deleted, stderr } = await images(['gc', '--delete'], {
      [action]: 'AccessDeniedException',
    });
    expect([code, deleted, stderr]).toEqual([1, [], expect.stringContaining(`refuses ec`)]);
  });

  test('deletes nothing while an account that pulls has not been asked', async () => {
    const policyText = JSON.stringify({
      Statement: { Sid: 'x', Principal: { AWS: 'arn:aws:iam::444455556666:root' } },
    });
    const { code, deleted, stderr } = await images(['gc', '--delete'], {
      GetRepositoryPolicy: { policyText },
    });
    expect([code, deleted]).toEqual([1, []]);
    expect(stderr).toMatch(/images-account-unasked.*shared with 444455556666/);
  });

  test.each([
    { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } } },
    { Principal: { AWS: ['*'] } },
    { NotPrincipal: { AWS: '444455556666' } },
  ])('deletes nothing while a policy lets anyone in: %j', async (statement) => {
    const policyText = JSON.stringify({ Statement: { Sid: 'x', Effect: 'Allow', ...statement } });
    const { code, deleted, stderr } = await images(['gc', '--delete'], {
      GetRepositoryPolicy: { policyText },
    });
    expect([code, deleted, stderr]).toEqual([1, [], expect.stringContaining('images-shared-with-anyone')]);
  });

  test.each([
    ['', { Action: 'ecr:BatchGetImage', Resource: `arn:aws:ecr:eu-central-1:${account}:repository/shop` }],
    ['by patterns', { Action: ['ecr:CreateRepository', 'ECR:Batch*'], Resource: ['*:repository/sh?p*'] }],
    ['by what it is not about', { NotAction: 'ecr:PutImage', NotResource: '*:repository/other' }],
  ])(
    'deletes nothing while an account that the registry lets pull has not been asked: %s',
    async (_, more) => {
      const statement = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, ...more };
      const policyText = JSON.stringify({ Statement: statement });
      const { code, deleted, stderr } = await images(['gc', '--delete'], {
        GetRegistryPolicy: { policyText },
      });
      expect([code, deleted]).toEqual([1, []]);
      expect(stderr).toMatch(/images-account-unasked.*shared with 444455556666/);
    },
  );

  test.each([
    { Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'], Resource: '*' },
    { Action: 'ecr:*', Resource: `arn:aws:ecr:eu-central-1:${account}:repository/shop-*` },
  ])('a registry that lets anyone do other things lets nobody pull: %j', async (more) => {
    const policyText = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', ...more }] });
    expect(await images(['gc'], { GetRegistryPolicy: { policyText } })).toMatchObject({ code: 0 });
  });

  test('a policy that denies anyone lets nobody in', async () => {
    const statement = { Effect: 'Deny', Principal: '*', Action: 'ecr:PutImage' };
    const policyText = JSON.stringify({ Statement: statement });
    expect(await images(['gc'], { GetRepositoryPolicy: { policyText } })).toMatchObject({ code: 0 });
  });

  test('a repository that does not exist holds nothing', async () => {
    const answers = {
      DescribeImages: 'RepositoryNotFoundException',
      GetRepositoryPolicy: 'RepositoryNotFoundException',
    };
    expect(await images(['gc'], answers)).toMatchObject({
      code: 0,
      stdout: `${host}/shop holds no images\n`,
    });
  });
});

describe('images share', () => {
  test('adds accounts to the policy and leaves the statements of others', async () => {
    const theirs = { Sid: 'Theirs', Principal: '*', Effect: 'Deny', Action: 'ecr:PutImage' };
    const policyText = JSON.stringify({ Version: '2012-10-17', Statement: [theirs] });
    const { code, stdout } = await images(['share', '444455556666'], { GetRepositoryPolicy: { policyText } });
    expect([code, stdout]).toEqual([0, expect.stringContaining(`444455556666 may pull from ${host}/shop`)]);
    const told = /"repository": (.*)/.exec(stdout)?.[1] ?? '';
    expect(JSON.parse(told)).toEqual({ name: 'shop', account, region: 'eu-central-1' });
    const [, sent] = aws.asked.find(([action]) => action === 'SetRepositoryPolicy') ?? ['', {}];
    expect(JSON.parse(String(sent['policyText']))).toMatchObject({
      Statement: [theirs, { Principal: { AWS: ['444455556666'] }, Effect: 'Allow' }],
    });
  });

  test('keeps the accounts that ECR tells by their ARNs, of whatever partition', async () => {
    const AWS = 'arn:aws-cn:iam::222233334444:root';
    const policyText = JSON.stringify({ Statement: [{ Sid: 'CdkComposePull', Principal: { AWS } }] });
    await images(['share', '444455556666'], { GetRepositoryPolicy: { policyText } });
    const [, sent] = aws.asked.find(([action]) => action === 'SetRepositoryPolicy') ?? ['', {}];
    expect(JSON.parse(String(sent['policyText']))).toMatchObject({
      Statement: [{ Principal: { AWS: ['222233334444', '444455556666'] } }],
    });
  });

  test('refuses what is no account', async () => {
    expect(await images(['share', '4444'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("'4444' is no AWS account"),
    });
  });
});

test.each([[['gc', '--delete']], [['share', '444455556666']]])(
  'nothing is done where the bindings may name another repository: %j',
  async (args) => {
    const bindings = '{"version": 1, "repository": {"name": "other shop"}}';
    const { code, stderr } = await images([...args], {}, { 'compose.bindings.json': bindings });
    expect([code, stderr]).toEqual([1, expect.stringContaining("'repository.name' must be")]);
    expect(aws.asked).toEqual([]);
  },
);

test.each([
  [['gc', '444455556666'], 'gc takes no accounts'],
  [['gc', '--region', 'eu-central-1', ''], 'It must be a region such as eu-central-1'],
])('is a wrong command line: %j', async (args, told) => {
  expect(await images(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(told) });
});

test('a region that is set to nothing is the one of the credentials', async () => {
  process.env['CDK_DEFAULT_REGION'] = '';
  expect(await images(['gc'])).toMatchObject({ code: 0 });
});

test('another action is a wrong command line', async () => {
  expect(await images(['prune'])).toMatchObject({ code: 2, stderr: expect.stringContaining('gc, share') });
});
