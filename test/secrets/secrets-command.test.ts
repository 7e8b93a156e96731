import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../support/run-command.js';
import { fakeAws, type FakeAws } from '../images/fake-aws.js';
import { folder } from '../images/folder.js';

const compose = `
name: shop
services:
  web: { image: nginx, environment: { DB_PASSWORD: hunter2-hunter2 } }
`;
const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/dev/environment/web-AbCdEf';

const before = { ...process.env };
let aws: FakeAws;
afterEach(async () => {
  process.env = { ...before };
  await aws.close();
});

async function push(answers: Parameters<typeof fakeAws>[0]) {
  aws = await fakeAws(answers);
  // The AWS SDK reads its settings from the process itself.
  Object.assign(process.env, aws.environment);
  const directory = folder({ 'compose.yaml': compose });
  const { code, stdout, stderr } = await runCommand(['secrets', 'push', '--environment', 'dev'], directory, {
    environment: aws.environment,
  });
  return { code, stdout, stderr, bindings: join(directory, 'compose.dev.json') };
}

test('says what became of each secret, and where they are', async () => {
  const { code, stdout, stderr, bindings } = await push({
    DescribeSecret: 'ResourceNotFoundException',
    CreateSecret: { ARN: arn },
  });
  expect([code, stdout]).toEqual([
    0,
    'created    the secret variables of service web: shop/dev/environment/web\n',
  ]);
  expect(stderr).toBe('compose.dev.json says where they are\n');
  expect(readFileSync(bindings, 'utf8')).toContain(arn);
});

test('writes no bindings where there is nothing to write', async () => {
  const { code, stdout, stderr, bindings } = await push({ DescribeSecret: 'AccessDeniedException' });
  expect([code, stdout]).toEqual([1, expect.stringMatching(/^failed /)]);
  expect(stderr).not.toContain('says where');
  expect(existsSync(bindings)).toBe(false);
});
