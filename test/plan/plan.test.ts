import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { DeploymentPlan } from '../../lib/model/deployment-plan.js';
import { planned } from '../support/planned.js';
import { root } from '../support/source-files.js';

const text = readFileSync(join(root, 'samples/voting-app/compose.yaml'), 'utf8');

function decisions(plan: DeploymentPlan): unknown {
  return JSON.parse(
    JSON.stringify(plan, (key, value: unknown) => (key === 'cause' || key === 'causes' ? undefined : value)),
  );
}

test('the order of services changes no decision', () => {
  const project = parse(text, { merge: true }) as { services: object };
  const reversed = {
    ...project,
    services: Object.fromEntries(Object.entries(project.services).toReversed()),
  };
  expect(decisions(planned(stringify(reversed)).plan)).toEqual(decisions(planned(text).plan));
});

test('every service of a project is in exactly one task', () => {
  const { plan } = planned(text);
  expect(plan.services.flatMap(({ containers }) => containers.map(({ name }) => name))).toEqual([
    'db',
    'redis',
    'result',
    'vote',
    'worker',
  ]);
});

test('what the image lock lacks is named with the command that makes it', () => {
  const { plan, codes, messages } = planned(
    'services: { web: { build: { context: . } }, db: { image: "postgres:17" } }',
    { images: { web: 'missing', db: 'missing' } },
  );
  expect(codes).toEqual(['images-not-locked']);
  expect(messages).toEqual(['2 images are not in the image lock: db, web']);
  expect(plan.missingImages).toEqual([
    {
      service: 'db',
      key: 'docker.io/library/postgres:17',
      sentence:
        "The image of service 'db' (docker.io/library/postgres:17) is not pinned: run cdk-compose build, then deploy again.",
    },
    {
      service: 'web',
      key: 'c-web',
      sentence: "The image of service 'web' (c-web) is not built: run cdk-compose build, then deploy again.",
    },
  ]);
});

test('a built image is in the repository that the bindings name', () => {
  const build = 'services: { web: { build: { context: . } } }';
  const repository = { name: 'apps/shop', account: '111122223333', region: 'eu-central-1' };
  const imageOf = (bindings = {}) =>
    planned(build, { bindings: { version: 1, ...bindings } }).service('web').containers[0]?.image;
  expect(imageOf()).toMatchObject({ from: 'ecr', repository: 'shop', tag: 'c-web' });
  expect(imageOf({ repository })?.repository).toBe(
    '111122223333.dkr.ecr.eu-central-1.amazonaws.com/apps/shop',
  );
  expect(imageOf({ repository: { ...repository, region: 'cn-north-1' } })?.repository).toBe(
    '111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/apps/shop',
  );
  // Region or account are then the stack's own, which only the stack knows.
  const { account, region } = repository;
  expect(imageOf({ repository: { name: 'shop', account } })).toMatchObject({ repository: 'shop', account });
  expect(imageOf({ repository: { name: 'shop', region } })).toMatchObject({ repository: 'shop', region });
});

test.each([
  ['linux/arm64', 'ARM64', []],
  ['linux/amd64', 'X86_64', []],
  ['arm64', 'ARM64', []],
  ['windows/amd64', 'X86_64', ['platform-not-on-fargate']],
  ['linux/riscv64', 'X86_64', ['platform-not-on-fargate']],
])('platform %s is %s', (platform, architecture, codes) => {
  const { service, codes: told } = planned(`services: { web: { image: x, platform: ${platform} } }`);
  expect([service('web').architecture.value, told]).toEqual([architecture, codes]);
});
