import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf } from '../../bin/cdk-command.js';
import { root } from '../support/source-files.js';
import { folder } from './folder.js';

test.each<[string, string | undefined]>([
  ['node /usr/bin/cdk deploy --all', 'deploy'],
  ['node node_modules/.bin/cdk ls', 'ls'],
  ['/usr/bin/node node_modules/aws-cdk/bin/cdk.js -c a=b --profile dev destroy Shop', 'destroy'],
  ['cdk --verbose synth', 'synth'],
  ['cdk', undefined],
  ['npm exec cdk deploy', 'deploy'],
  ['bash -c cdk-compose build', undefined],
  ['node dist/bin/cdk-compose.js build', undefined],
])('%s', (line, command) => expect(commandOf(line.split(' '))).toBe(command));

const describeOnLinux = existsSync('/proc/self/status') ? describe : describe.skip;

describeOnLinux('the command', () => {
  test('is found behind the shell that runs the app', () => {
    const module = join(root, 'bin/cdk-command.ts');
    const app = `import { cdkCommand } from ${JSON.stringify(module)}; void cdkCommand().then(console.log);`;
    const path = folder({
      'app.ts': app,
      cdk: `require('node:child_process').spawnSync('sh', ['-c', 'true && ' + process.execPath + ' --import tsx ' + __dirname + '/app.ts && true'], { stdio: 'inherit', cwd: ${JSON.stringify(root)} });`,
    });
    const { stdout } = spawnSync(process.execPath, [join(path, 'cdk'), 'ls'], { encoding: 'utf8' });
    expect(stdout).toBe('ls\n');
  });
});
