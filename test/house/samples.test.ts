import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../support/run-command.js';
import { root } from '../support/source-files.js';

const samples = readdirSync(join(root, 'samples')).filter((name) => name !== 'broken');

test.each(samples)('samples/%s has no errors', async (name) => {
  const { code, stdout } = await runCommand(['check'], join('samples', name));
  expect({ code, stdout: code === 0 ? '' : stdout }).toEqual({ code: 0, stdout: '' });
});

test.each(samples)('samples/%s converts', async (name) => {
  const { code, stdout, stderr } = await runCommand(['convert'], join('samples', name));
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  expect(Object.keys((JSON.parse(stdout) as { Resources: object }).Resources).length).toBeGreaterThan(10);
});

test('every key of the voting app is carried over, in full or in part', async () => {
  const { stdout } = await runCommand(['check', '--format', 'json'], 'samples/voting-app');
  const { keys } = JSON.parse(stdout) as { keys: readonly { level: string; path: readonly string[] }[] };
  expect(keys.length).toBeGreaterThan(30);
  expect(keys.filter(({ level }) => level === 'rejected' || level === 'ignored')).toEqual([]);
});

test('the library sample grants its table to a Compose service', () => {
  const assembly = mkdtempSync(join(tmpdir(), 'cdk-compose-library-'));
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(root, 'samples/library/app.ts')],
    { cwd: root, env: { ...process.env, CDK_OUTDIR: assembly }, encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const template = readFileSync(join(assembly, 'Shop.template.json'), 'utf8');
  expect(template).toContain('AWS::DynamoDB::GlobalTable');
  expect(template).toContain('dynamodb:PutItem');
  rmSync(assembly, { recursive: true, force: true });
}, 60_000);
