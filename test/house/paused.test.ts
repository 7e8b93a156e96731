/** A project that is paused: what services share is deployed, and no service. */
import { checkDeployment, formatFinding } from '../fargate/check-deployment.js';
import type { Json } from '../fargate/json.js';
import { lastingResources, losses, type Resources } from '../upgrade/lasting-resources.js';
import { projectFolder } from '../support/project-folder.js';
import { runCommand } from '../support/run-command.js';

const compose = `
services:
  web: { image: "nginx:1.27-alpine", ports: ["80:80", "7000:7000"], depends_on: { migrate: { condition: service_completed_successfully } } }
  db: { image: "postgres:17", volumes: ["data:/var/lib/postgresql/data"] }
  migrate: { image: "node:22" }
  cron: { image: "node:22", x-aws-schedule: 0 3 * * * }
volumes: { data: {} }
`;

function folderWith(paused: unknown): string {
  const context = paused === undefined ? {} : { 'compose:paused': paused };
  return projectFolder({ 'compose.yaml': compose, 'cdk.json': JSON.stringify({ context }) });
}

async function converted(
  paused: unknown,
): Promise<{ readonly Resources: Resources; readonly stderr: string }> {
  const { stdout, stderr } = await runCommand(['convert'], folderWith(paused));
  return { ...(JSON.parse(stdout) as { Resources: Resources }), stderr };
}

// As cdk.json and as `cdk -c` say it.
test.each([true, 'true'])('compose:paused %p takes services down and leaves the rest', async (said) => {
  const [running, paused] = await Promise.all([converted(undefined), converted(said)]);
  expect(paused.stderr).toContain('warning[services-paused]');
  // Images are for services: one that is missing stops nothing.
  expect(paused).not.toHaveProperty('Rules');
  const types = Object.values(paused.Resources).map(({ Type }) => Type);
  for (const type of [
    'AWS::ECS::Service',
    'AWS::ECS::TaskDefinition',
    'Custom::ComposeJob',
    'AWS::Scheduler::Schedule',
  ])
    expect(types).not.toContain(type);
  const kept = Object.fromEntries(
    Object.entries(lastingResources(running.Resources)).filter(
      ([id, { Type }]) => !id.startsWith('JobRunner') && !Type.endsWith('AccessPoint'),
    ),
  );
  expect(losses(kept, lastingResources(paused.Resources))).toEqual([]);
  expect(types).toContain('AWS::EFS::FileSystem');
  expect(
    checkDeployment({ shop: { Resources: paused.Resources } as unknown as Json }).map(formatFinding),
  ).toEqual([]);
});

test('HTTP answers 404, and other ports nothing', async () => {
  const { Resources } = await converted(true);
  const listeners = Object.values(Resources).filter(({ Type }) => Type.endsWith('::Listener'));
  expect(listeners.map(({ Properties }) => Properties)).toMatchObject([
    { Port: 80, DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }] },
  ]);
});

test('compose:paused false is as if nothing were said', async () => {
  const [running, said] = await Promise.all([converted(undefined), converted(false)]);
  expect(said.Resources).toEqual(running.Resources);
});

test('another word is refused', async () => {
  const { code, stderr } = await runCommand(['plan'], folderWith('yes'));
  expect([code, stderr]).toEqual([1, expect.stringContaining("'compose:paused' must be true or false")]);
});
