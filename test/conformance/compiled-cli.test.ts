import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/source-files.js';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { conformanceCases } from './conformance-case.js';
import { inDirectory } from './run-case.js';

const cli = join(root, 'dist/bin/cdk-compose.js');
const material = existsSync(cli) ? sharedMaterial('corpus') : undefined;

describeWith(material, 'no corpus, or not built yet', 'the compiled command line', (corpus) => {
  const scratch = mkdtempSync(join(realpathSync(tmpdir()), 'conformance-'));
  afterAll(() => rmSync(scratch, { recursive: true }));
  const sample = conformanceCases(corpus, scratch).filter(
    ({ expect: { ok, json } }, index) => index % 75 === 0 && (!ok || json !== undefined),
  );

  test.each(sample)('$group $id', ({ directory, cwd, args, env, expect: expected }) => {
    const flags = args.indexOf('--');
    const [before, after] = flags < 0 ? [args, []] : [args.slice(0, flags), args.slice(flags + 1)];
    const words = [cli, ...before, 'config', '--format', 'json', ...after];
    const ran = spawnSync(process.execPath, words, {
      cwd: join(directory, cwd),
      env: { HOME: '/home/oracle', PATH: '/usr/bin:/bin', ...env },
      encoding: 'utf8',
    });
    expect({
      code: ran.status,
      reported: ran.stderr.includes('error['),
      result: ran.stdout === '' ? undefined : (JSON.parse(ran.stdout) as unknown),
    }).toEqual({
      code: expected.ok ? 0 : 1,
      reported: !expected.ok,
      result: inDirectory(expected.json, directory),
    });
  });
});
