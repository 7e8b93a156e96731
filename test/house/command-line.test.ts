import { Command } from 'commander';
import { splitCommandLine } from '../../bin/command-line.js';
import { runCommand } from '../support/run-command.js';

const { options } = new Command().option('-f, --file <path>').option('--profile <name>').option('--dry-run');

test.each([
  ['config', 'config', []],
  ['-f a config', 'config', ['-f', 'a']],
  ['-f a config -f b --format json', 'config', ['-f', 'a', '-f', 'b', '--format', 'json']],
  ['--file=a --profile p plan', 'plan', ['--file=a', '--profile', 'p']],
  ['-fconfig plan', 'plan', ['-fconfig']],
  ['--dry-run check', 'check', ['--dry-run']],
  ['-f - config', 'config', ['-f', '-']],
  ['--version', undefined, ['--version']],
])('%s', (line, command, rest) => {
  expect(splitCommandLine(line.split(' '), options)).toEqual({ command, rest });
});

test('--version prints the version alone', async () => {
  const { code, stdout } = await runCommand(['--version'], '.');
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(code).toBe(0);
});

test.each([[[]], [['--help']], [['help']]])('%j lists the commands', async (words) => {
  const { code, stdout } = await runCommand(words, '.');
  expect(stdout).toContain('plan');
  expect(stdout).toContain('--project-directory');
  expect(code).toBe(0);
});

test.each([[['plan', '--help']], [['help', 'plan']]])('%j explains the command', async (words) => {
  const { code, stdout } = await runCommand(words, '.');
  expect(stdout).toContain('Usage: cdk-compose plan');
  expect(stdout).toContain('--format');
  expect(code).toBe(0);
});

test('an unknown command suggests the nearest', async () => {
  const { code, stderr } = await runCommand(['conifg'], '.');
  expect(stderr).toBe("error[unknown-command] unknown command 'conifg'\n  fix: did you mean 'config'?\n");
  expect(code).toBe(2);
});

test.each([
  [['plan', '--fromat', 'json'], /unknown option '--fromat'\n  fix: did you mean --format\?/],
  [['plan', '--format', 'xml'], /'xml' is invalid.*text, json, html/],
  [['plan', '--format'], /argument missing\n  fix: cdk-compose plan --help/],
  [['--nonsense'], /unknown option '--nonsense'/],
  [['constructor'], /unknown command 'constructor'/],
])('%j is refused with a way out', async (words, said) => {
  const { code, stderr } = await runCommand(words, '.');
  expect(stderr).toMatch(said);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(code).toBe(2);
});

test('a bug of ours is an apology with what to report, and exit code 70', async () => {
  const surroundings = {
    readStdin: () => {
      throw new TypeError('cannot read properties of undefined');
    },
  };
  const { code, stderr } = await runCommand(['-f', '-', 'config'], '.', surroundings);
  expect(stderr).toMatch(/^Sorry: cdk-compose has a bug/);
  expect(stderr).toContain('TypeError: cannot read properties of undefined');
  expect(stderr).toContain('cdk-compose -f - config');
  expect(stderr.match(/\n\s+at /g)).toBeNull();
  expect(code).toBe(70);
});
