import childProcess from 'node:child_process';
import { EventEmitter } from 'node:events';
import { shellCommand } from '../../bin/shell-command.js';
import { runCommand } from '../../lib/images/process.js';

const node = (script: string, rest: Partial<Parameters<typeof runCommand>[0]> = {}) =>
  runCommand({ environment: { PATH: process.env['PATH'] }, ...rest, argv: [process.execPath, '-e', script] });

test('gives code, output and input', async () => {
  const script =
    'process.stdin.on("data", (d) => process.stdout.write(String(d).toUpperCase())).on("end", () => process.exit(3))';
  expect(await node(script, { input: 'abc' })).toEqual({
    kind: 'exited',
    code: 3,
    stdout: 'ABC',
    stderr: '',
  });
});

test('calls for each line of standard error, also the last without a line break', async () => {
  const lines: string[] = [];
  await node('process.stderr.write("a\\nb"); setTimeout(() => process.stderr.write("c\\nd"), 20)', {
    onErrorLine: (line) => lines.push(line),
  });
  expect(lines).toEqual(['a', 'bc', 'd']);
});

test('a missing program is no exception', async () => {
  expect(await runCommand({ argv: ['no-such-program-here'], environment: {} })).toEqual({ kind: 'missing' });
});

test('a child that does not read its input is no exception', async () => {
  expect(await node('process.exit(0)', { input: 'x'.repeat(1 << 20) })).toMatchObject({
    kind: 'exited',
    code: 0,
  });
});

test('the child sees the given environment and nothing else', async () => {
  const { stdout } = (await node('console.log(process.env.A, process.env.HOME)', {
    environment: { A: '1' },
  })) as { stdout: string };
  expect(stdout).toBe('1 undefined\n');
});

test('an interrupt reaches the child, which may tidy up', async () => {
  const controller = new AbortController();
  const lines: string[] = [];
  const script =
    'process.on("SIGINT", () => { process.stderr.write("tidy\\n"); process.exit(1) }); process.stderr.write("up\\n"); setInterval(() => {}, 1000)';
  const finished = await node(script, {
    signal: controller.signal,
    onErrorLine: (line) => {
      lines.push(line);
      if (line === 'up') controller.abort();
    },
  });
  expect([finished.kind, lines]).toEqual(['interrupted', ['up', 'tidy']]);
});

test('nothing starts after an interrupt', async () => {
  expect(await node('1', { signal: AbortSignal.abort() })).toEqual({ kind: 'interrupted' });
});

describe('a program that is there and does not start', () => {
  test.each([
    ['has too large an environment', { argv: ['true'] as const, environment: { A: 'x'.repeat(1 << 24) } }],
    ['has an argument that no program can have', { argv: ['true', '\0'] as const, environment: {} }],
  ])('has failed, with the reason: it %s', async (_, command) => {
    const environment = { PATH: process.env['PATH'], ...command.environment };
    const finished = await runCommand({ ...command, environment });
    expect(finished).toMatchObject({ kind: 'exited', code: 126, stdout: '' });
    expect(finished).toHaveProperty('stderr', expect.stringMatching(/^\S+ can't be started: .+$/));
  });

  test('nor is there an exception where no more files can be open', async () => {
    const child = new EventEmitter();
    const spawn = jest.spyOn(childProcess, 'spawn').mockReturnValueOnce(child as never);
    const running = runCommand({ argv: ['true'], environment: {} });
    child.emit('error', Object.assign(new Error('spawn EMFILE'), { code: 'EMFILE' }));
    expect(await running).toMatchObject({ kind: 'exited', code: 126 });
    spawn.mockRestore();
  });
});

test('a command line reaches the shell of Windows as it was written', async () => {
  const spawn = jest.spyOn(childProcess, 'spawn');
  const line = 'node "bin/my app.js" --name "a b"';
  await runCommand({ ...shellCommand(line, 'win32'), environment: {} });
  expect(spawn).toHaveBeenLastCalledWith(
    'cmd.exe',
    ['/d', '/s', '/c', `"${line}"`],
    expect.objectContaining({ windowsVerbatimArguments: true }),
  );
  spawn.mockRestore();
  expect(shellCommand(line, 'linux')).toEqual({ argv: ['/bin/sh', '-c', line] });
});
