import { ecrRegion, ecrRepository, type EcrRepositoryProps } from '../../lib/aws/ecr-repository.js';

type Answer = (input: Record<string, unknown>) => unknown;

const named = (name: string, message = '') => Object.assign(new Error(message), { name });
const token: Answer = () => ({
  authorizationData: [
    {
      authorizationToken: 'QVdTOnB3',
      proxyEndpoint: 'https://111122223333.dkr.ecr.eu-central-1.amazonaws.com',
    },
  ],
});

/** An ECR that answers by the command's name, and keeps what it was sent. */
function fake(answers: Readonly<Record<string, Answer>>) {
  const sent: [string, Record<string, unknown>][] = [];
  const client = {
    send: async (command: {
      readonly constructor: { readonly name: string };
      readonly input: Record<string, unknown>;
    }) => {
      const name = command.constructor.name.replace(/Command$/, '');
      sent.push([name, command.input]);
      const all: Readonly<Record<string, Answer>> = { GetAuthorizationToken: token, ...answers };
      return all[name]?.(command.input);
    },
  };
  const open = (props: Partial<EcrRepositoryProps> = {}) =>
    ecrRepository(client as unknown as Parameters<typeof ecrRepository>[0], {
      name: 'shop',
      tags: {},
      ...props,
    });
  return { open, sent };
}

test('lies in the caller’s own registry, with a token for Docker', async () => {
  expect((await fake({}).open()).value).toMatchObject({
    registry: '111122223333.dkr.ecr.eu-central-1.amazonaws.com',
    name: 'shop',
    auth: 'QVdTOnB3',
  });
});

test('of another account has that account’s host', async () => {
  const { value } = await fake({}).open({ account: '444455556666' });
  expect(value?.registry).toBe('444455556666.dkr.ecr.eu-central-1.amazonaws.com');
});

test('refuses credentials of another account than the deployment’s', async () => {
  const { value, diagnostics } = await fake({}).open({ deployedTo: '444455556666' });
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([
    { code: 'aws-account-differs', fix: expect.stringContaining('AWS_PROFILE') },
  ]);
});

test('finds the digests of tags, and takes absence for an answer', async () => {
  const { open } = fake({
    DescribeImages: ({ imageIds }) => {
      const [{ imageTag }] = imageIds as [{ imageTag: string }];
      if (imageTag === 'c-2') throw named('ImageNotFoundException');
      return { imageDetails: [{ imageDigest: `sha256:${imageTag}`, imageStatus: 'ACTIVE' }] };
    },
  });
  const tags = Array.from({ length: 20 }, (_, index) => `c-${index}`);
  const found = await (await open()).value?.find(tags);
  expect(found?.diagnostics).toEqual([]);
  expect(found?.value?.size).toBe(19);
  expect(found?.value?.get('c-7')).toBe('sha256:c-7');
});

test('is not made again where an image was looked for: a role that pushes need not be one that creates', async () => {
  const { open, sent } = fake({
    DescribeImages: () => {
      throw named('ImageNotFoundException');
    },
    CreateRepository: () => {
      throw named('AccessDeniedException');
    },
  });
  const { value: repository } = await open();
  await repository?.find(['c-1']);
  expect(await repository?.prepare()).toEqual({ value: false, diagnostics: [] });
  expect(sent.map(([name]) => name)).not.toContain('CreateRepository');
});

test('that does not exist yet is made', async () => {
  const { open, sent } = fake({
    DescribeImages: () => {
      throw named('RepositoryNotFoundException');
    },
  });
  const { value: repository } = await open();
  await repository?.find(['c-1']);
  expect(await repository?.prepare()).toEqual({ value: true, diagnostics: [] });
  expect(sent.at(-1)).toMatchObject(['CreateRepository', { imageTagMutability: 'IMMUTABLE' }]);
});

test('that does not exist yet has no images', async () => {
  const { open } = fake({
    DescribeImages: () => {
      throw named('RepositoryNotFoundException');
    },
  });
  const found = await (await open()).value?.find(['c-1']);
  expect([found?.value?.size, found?.diagnostics]).toEqual([0, []]);
});

describe('an archived image', () => {
  const restoring = { pause: 1, waits: 3 };
  const archived = (statuses: string[]) =>
    fake({
      DescribeImages: () => ({
        imageDetails: [{ imageDigest: 'sha256:x', imageStatus: statuses.shift() ?? 'ACTIVATING' }],
      }),
    });

  test('is restored, once, and then found', async () => {
    const { open, sent } = archived(['ARCHIVED', 'ARCHIVED', 'ACTIVATING', 'ACTIVE']);
    const found = await (await open({ restoring })).value?.find(['c-1']);
    expect([found?.value?.get('c-1'), found?.diagnostics]).toEqual(['sha256:x', []]);
    expect(sent.filter(([action]) => action === 'UpdateImageStorageClass')).toEqual([
      [
        'UpdateImageStorageClass',
        expect.objectContaining({ imageId: { imageTag: 'c-1' }, targetStorageClass: 'STANDARD' }),
      ],
    ]);
  });

  test('that does not come back in time is told', async () => {
    const { open } = archived(['ARCHIVED']);
    const found = await (await open({ restoring })).value?.find(['c-1']);
    expect(found?.diagnostics).toMatchObject([{ code: 'image-archived' }]);
  });
});

test('is made with immutable tags, scanned on push and encrypted', async () => {
  const { open, sent } = fake({ CreateRepository: () => ({}) });
  expect(
    (await (await open({ tags: { 'com.docker.compose.project': 'shop' } })).value?.prepare())?.value,
  ).toBe(true);
  expect(sent.at(-1)).toEqual([
    'CreateRepository',
    {
      registryId: undefined,
      repositoryName: 'shop',
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: { encryptionType: 'AES256' },
      tags: [{ Key: 'com.docker.compose.project', Value: 'shop' }],
    },
  ]);
});

test('that another run has made first is as good', async () => {
  const { open } = fake({
    CreateRepository: () => {
      throw named('RepositoryAlreadyExistsException');
    },
  });
  expect(await (await open()).value?.prepare()).toEqual({ value: false, diagnostics: [] });
});

test.each<[Error, string]>([
  [
    named('CredentialsProviderError', 'Could not load credentials from any providers'),
    'aws-credentials-missing',
  ],
  [
    named('ExpiredTokenException', 'The security token included in the request is expired'),
    'aws-credentials-missing',
  ],
  [named('Error', 'Region is missing'), 'aws-region-missing'],
  [
    named('AccessDeniedException', 'not authorized to perform ecr:GetAuthorizationToken'),
    'aws-access-denied',
  ],
  [named('TimeoutError', 'socket hang up'), 'aws-failed'],
])('%s is %s', async (error, code) => {
  const { open } = fake({
    GetAuthorizationToken: () => {
      throw error;
    },
  });
  expect(await open()).toMatchObject({ value: undefined, diagnostics: [{ code }] });
});

test.each([
  ['111122223333.dkr.ecr.eu-central-1.amazonaws.com', 'eu-central-1'],
  ['111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
  ['111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
  ['111122223333.dkr-ecr.eu-west-1.on.aws', 'eu-west-1'],
  ['public.ecr.aws', undefined],
  ['docker.io', undefined],
])('the region of %s is %s', (host, region) => expect(ecrRegion(host)).toBe(region));
