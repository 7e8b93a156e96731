/** `cdk-compose exec` against an imitation of AWS and one of the Session Manager plugin. */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellLine } from '../../lib/operate/shell-line.js';
import { projectFolder } from '../support/project-folder.js';
import { runOnAws } from './run-on-aws.js';
import { arns, at, taskAnswer, tasksOnAws, type Answers } from './shop-on-aws.js';

const session = { sessionId: 'ecs-execute-command-1', streamUrl: 'wss://stream', tokenValue: 'a-token' };

/** Writes down how it was called, and ends with 7. */
const plugin = (version: string) => `#!/bin/sh
if [ "$1" = --version ]; then echo ${version}; exit 0; fi
printf '%s\\n' "$@" > "$(dirname "$0")/called"
printf '%s' "$AWS_SSM_START_SESSION_RESPONSE" > "$(dirname "$0")/session"
exit 7
`;

async function exec(words: readonly string[], answers: Answers = {}, version = '1.2.707.0') {
  const folder = projectFolder({ 'session-manager-plugin': plugin(version) });
  chmodSync(join(folder, 'session-manager-plugin'), 0o755);
  const ran = await runOnAws(
    ['exec', ...words],
    { ExecuteCommand: { session }, ...answers },
    { environment: { PATH: `${folder}:/usr/bin:/bin` } },
  );
  const read = (name: string) =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined;
  const executed = ran.asked.find(([action]) => action === 'ExecuteCommand')?.[1];
  return { ...ran, executed, called: read('called')?.split('\n'), session: read('session') };
}

test('a command runs in the container of a service, also in one that shares its task', async () => {
  const { code, executed, called } = await exec(['proxy', 'ls', '-l', "it's here"]);
  expect([code, executed]).toEqual([
    7,
    {
      cluster: arns.cluster,
      task: arns.task('web1'),
      container: 'proxy',
      command: `ls -l 'it'\\''s here'`,
      interactive: true,
    },
  ]);
  expect(called).toEqual([
    'AWS_SSM_START_SESSION_RESPONSE',
    'eu-central-1',
    'StartSession',
    '',
    '{"Target":"ecs:shop-Cluster_web1_web1-proxy"}',
    'https://ssm.eu-central-1.amazonaws.com',
    '',
  ]);
});

test('the token goes through the environment, and is no argument', async () => {
  const ran = await exec(['web', 'sh']);
  expect(JSON.parse(ran.session ?? '')).toEqual(session);
  expect(ran.called?.join(' ')).not.toContain(session.tokenValue);
});

describe('of several tasks', () => {
  const several = tasksOnAws({
    'shop-api RUNNING': [
      taskAnswer('bbb', { api: 'RUNNING' }, { createdAt: at('2026-11-23T11:00:00Z') }),
      taskAnswer('aaa', { api: 'RUNNING' }, { createdAt: at('2026-11-23T09:00:00Z') }),
      taskAnswer('ccc', { api: 'PENDING' }, { createdAt: at('2026-11-23T08:00:00Z') }),
    ],
  });

  test.each([
    [[], 'aaa'],
    [['--index', '2'], 'bbb'],
    [['--task', 'bb'], 'bbb'],
  ])('%j takes %s', async (flags, task) => {
    expect((await exec([...flags, 'api', 'sh'], several)).executed?.['task']).toBe(arns.task(task));
  });

  test('one that is not there is told with those that are', async () => {
    const { code, stderr, executed } = await exec(['--index', '3', 'api', 'sh'], several);
    expect([code, executed]).toEqual([1, undefined]);
    expect(stderr).toContain("service 'api' has no running task 3; it has aaa, bbb");
  });
});

describe('is refused', () => {
  test.each([
    [
      'without ECS Exec',
      { enableExecuteCommand: false },
      /was started without ECS Exec\n.*wait until the rollout/,
    ],
    [
      'without its agent',
      { containers: [{ name: 'api', lastStatus: 'RUNNING' }] },
      /agent of ECS Exec does not run/,
    ],
    [
      'whose container has stopped',
      { containers: [{ name: 'api', lastStatus: 'STOPPED' }] },
      /no container of service 'api'/,
    ],
  ])('a task %s', async (_, fields, message) => {
    const { code, stderr, executed } = await exec(
      ['api', 'sh'],
      tasksOnAws({ 'shop-api RUNNING': [taskAnswer('api1', { api: 'RUNNING' }, fields)] }),
    );
    expect([code, executed, stderr]).toEqual([1, undefined, expect.stringMatching(message)]);
  });

  test('a service without x-aws-exec, with the key', async () => {
    const { ecsServiceAnswer } = await import('./shop-on-aws.js');
    const { stderr } = await exec(['api', 'sh'], {
      DescribeServices: { services: [ecsServiceAnswer('api', { enableExecuteCommand: false })] },
      ...tasksOnAws({
        'shop-api RUNNING': [taskAnswer('api1', { api: 'RUNNING' }, { enableExecuteCommand: false })],
      }),
    });
    expect(stderr).toContain('state x-aws-exec: true on the service or at the top level');
  });

  test('the task of a job, with the command that runs one', async () => {
    const { stderr } = await exec(
      ['migrate', 'sh'],
      tasksOnAws({
        'shopmigrate RUNNING': [taskAnswer('m1', { migrate: 'RUNNING' }, { enableExecuteCommand: false })],
      }),
    );
    expect(stderr).toContain('with cdk-compose run');
  });

  test('a service that is not deployed, and one without tasks', async () => {
    expect((await exec(['new', 'sh'])).stderr).toContain("service 'new' is not deployed in 'shop'");
    expect((await exec(['api', 'sh'], tasksOnAws({}))).stderr).toContain('cdk-compose ps api says why');
  });

  test('a machine without the plugin, before AWS is asked', async () => {
    const { code, stderr, asked } = await runOnAws(
      ['exec', 'api', 'sh'],
      {},
      { environment: { PATH: '/none' } },
    );
    expect([code, asked]).toEqual([1, []]);
    expect(stderr).toContain("no 'session-manager-plugin' on the PATH");
  });

  test('a plugin that wants the token as an argument', async () => {
    const { code, stderr, asked } = await exec(['api', 'sh'], {}, '1.2.497.0');
    expect([code, asked]).toEqual([1, []]);
    expect(stderr).toContain('session-manager-plugin 1.2.497.0 takes');
  });

  test('what ECS refuses', async () => {
    const { code, stderr, called } = await exec(['api', 'sh'], {
      ExecuteCommand: 'TargetNotConnectedException',
    });
    expect([code, called, stderr]).toEqual([1, undefined, expect.stringContaining('TargetNotConnected')]);
  });
});

test.each([
  [['sh', '-c', 'echo $HOME'], `sh -c 'echo $HOME'`],
  [['', 'a b', "'"], `'' 'a b' ''\\'''`],
  [['/bin/ls', '--all=x,y', 'a@b:c'], '/bin/ls --all=x,y a@b:c'],
])('%j is one line', (words, line) => {
  expect(shellLine(words)).toBe(line);
});
