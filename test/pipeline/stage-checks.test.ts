/** The scripts that a pipeline runs, run: their programs are stand-ins, the shell and jq are real. */
import { spawnSync } from 'node:child_process';
import { assumeCheckRole, checkAfterDeployment, checkBeforeDeployment } from '../../lib/ci/stage-checks.js';
import { runScript, type ScriptRun } from './run-script.js';

const digest = `sha256:${'a'.repeat(64)}`;
const secret = 'arn:aws:secretsmanager:eu-west-1:222222222222:secret:shop-AbCdEf';
const needs = {
  missing: [],
  images: [{ account: '111111111111', region: 'eu-west-1', repository: 'shop', digest }],
  secrets: [{ arn: secret, version: 'v-2' }],
  fileSystems: ['fs-12345678'],
  securityGroups: ['sg-12345678'],
};
const there = [
  `'aws ecr describe-images '*) ;;`,
  `'aws secretsmanager describe-secret '*) printf 'v-1\\tv-2\\n' ;;`,
  `'aws efs describe-file-systems '*) ;;`,
  `'aws ec2 describe-security-groups '*) ;;`,
];
const hasJq = spawnSync('jq', ['--version']).status === 0;
const describeWithJq = hasJq ? describe : describe.skip;

function before(answers: readonly string[], changes: object = {}): ScriptRun {
  const template = { Metadata: { 'cdk-compose:needs': { ...needs, ...changes } } };
  return runScript(
    checkBeforeDeployment,
    answers,
    { TEMPLATE: 'template.json', STACK: 'shop-production', AWS_REGION: 'eu-west-1' },
    { 'template.json': JSON.stringify(template) },
  );
}

describeWithJq('before a deployment', () => {
  test('a stage that has everything passes, and each thing was asked for', () => {
    const { status, stderr, calls } = before(there);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(calls).toEqual([
      `aws ecr describe-images --repository-name shop --image-ids imageDigest=${digest} --registry-id 111111111111 --region eu-west-1`,
      `aws secretsmanager describe-secret --secret-id ${secret} --query keys(VersionIdsToStages || \`{}\`) --output text`,
      'aws efs describe-file-systems --file-system-id fs-12345678',
      'aws ec2 describe-security-groups --group-ids sg-12345678',
    ]);
  });

  test('everything that is missing is told at once', () => {
    const sentence = "The image of service 'web' is not built: run cdk-compose build, then deploy again.";
    const { status, stderr } = before([], { missing: [sentence] });
    expect(status).toBe(1);
    expect(stderr).toContain('shop-production lacks what it needs:');
    for (const part of [sentence, digest, secret, 'fs-12345678', 'sg-12345678'])
      expect(stderr).toContain(part);
  });

  test('a secret without the version that the bindings name is missing', () => {
    const { status, stderr } = before([
      `'aws secretsmanager describe-secret '*) printf 'v-1\\tv-22\\n' ;;`,
      ...there,
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain(`The secret ${secret} has no version v-2: run cdk-compose secrets push.`);
  });

  test('a stage that needs nothing asks for nothing', () => {
    const none = { images: [], secrets: [], fileSystems: [], securityGroups: [] };
    expect(before([], none)).toMatchObject({ status: 0, calls: [] });
  });
});

test('the role is taken on, and its credentials are exported', () => {
  const { status, stdout } = runScript(
    `${assumeCheckRole}\necho "$AWS_ACCESS_KEY_ID/$AWS_SECRET_ACCESS_KEY/$AWS_SESSION_TOKEN"`,
    [`'aws sts assume-role --role-arn the-role '*) printf 'one\\ttwo\\tthree\\n' ;;`],
    { CHECK_ROLE: 'the-role', AWS_REGION: 'eu-west-1' },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'one/two/three\n' });
});

test('a role that cannot be taken on stops the check', () => {
  expect(
    runScript(`${assumeCheckRole}\necho went on`, [], { CHECK_ROLE: 'the-role', AWS_REGION: 'eu-west-1' }),
  ).toMatchObject({
    status: 254,
    stdout: '',
  });
});

const healthy: readonly string[] = [
  `*"list-stack-resources"*"CloudFormation::Stack"*) ;;`,
  `*"list-stack-resources"*"AWS::ECS::Service"*) printf 'arn:aws:ecs:eu-west-1:2:service/shop/web\\tarn:aws:ecs:eu-west-1:2:service/shop/db\\n' ;;`,
  `*"list-stack-resources"*"LoadBalancer"*) echo arn:balancer ;;`,
  `'aws ecs wait '*) ;;`,
  `'aws ecs describe-services '*) echo COMPLETED ;;`,
  `'aws ssm get-parameters-by-path '*) echo '{"succeeded": "content-1"}' ;;`,
  `'aws elbv2 describe-load-balancers '*) echo shop.example.com ;;`,
  `'aws elbv2 describe-listeners '*) printf 'HTTP\\t80\\nHTTPS\\t443\\n' ;;`,
  `'curl '*) printf 200 ;;`,
];

function after(answers: readonly string[], environment: Readonly<Record<string, string>> = {}): ScriptRun {
  const Resources = {
    Migrate: { Type: 'Custom::ComposeJob', Properties: { Job: 'migrate', Content: 'content-1' } },
  };
  return runScript(
    checkAfterDeployment,
    answers,
    { TEMPLATE: 'template.json', STACK: 'shop-production', AWS_REGION: 'eu-west-1', ...environment },
    { 'template.json': JSON.stringify({ Resources }) },
  );
}

describeWithJq('after a deployment', () => {
  test('a deployment that is steady, with its jobs done and its load balancer answering, passes', () => {
    const { status, stdout, stderr, calls } = after(healthy, { SMOKE_PATH: '/healthz' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('http://shop.example.com:80/healthz answers 200');
    expect(stdout).toContain('https://shop.example.com:443/healthz answers 200');
    expect(calls).toContain(
      'aws ecs wait services-stable --cluster shop --services arn:aws:ecs:eu-west-1:2:service/shop/db',
    );
  });

  test.each([
    ['a service that is not steady', `'aws ecs wait '*) exit 255 ;;`, 'service/shop/web is not steady.'],
    [
      'a rollout that went back',
      `'aws ecs describe-services '*) echo FAILED ;;`,
      'service/shop/web is FAILED.',
    ],
    [
      'a job that succeeded with older content only',
      `'aws ssm get-parameters-by-path '*) echo '{"succeeded": "content-0"}' ;;`,
      'The job migrate has not succeeded.',
    ],
    [
      'a job without a record',
      `'aws ssm get-parameters-by-path '*) echo None ;;`,
      'The job migrate has not succeeded.',
    ],
    ['an application that fails', `'curl '*) printf 503 ;;`, 'http://shop.example.com:80/ answers 503.'],
    [
      'a load balancer that nobody reaches',
      `'curl '*) printf 000; exit 7 ;;`,
      'http://shop.example.com:80/ answers 000.',
    ],
  ])('%s fails the stage', (_, answer, sentence) => {
    const { status, stderr } = after([answer, ...healthy]);
    expect(status).toBe(1);
    expect(stderr).toContain(sentence);
  });

  test('services of nested stacks are asked for, too', () => {
    const { status, stderr } = after([
      `*"list-stack-resources --stack-name shop-production"*"CloudFormation::Stack"*) echo arn:nested ;;`,
      `*"list-stack-resources --stack-name shop-production"*"AWS::ECS::Service"*) ;;`,
      `*"list-stack-resources --stack-name arn:nested"*"AWS::ECS::Service"*) echo arn:aws:ecs:eu-west-1:2:service/shop/api ;;`,
      `'aws ecs describe-services '*) echo FAILED ;;`,
      ...healthy,
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain('The rollout of arn:aws:ecs:eu-west-1:2:service/shop/api is FAILED.');
  });

  test('a load balancer inside is not asked from outside', () => {
    const { status, calls } = after([`'aws elbv2 describe-load-balancers '*) echo None ;;`, ...healthy]);
    expect(status).toBe(0);
    expect(calls.filter((call) => call.startsWith('curl'))).toEqual([]);
  });
});
