import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const optimizer = JSON.stringify(resolve(__dirname, '../../bin/optimizer.ts'));
const work = `
  function hotFunction(total) { for (let i = 0; i < 1000; i++) total += i; return total; }
  for (let i = 0, total = 0; i < 20000; i++) total = hotFunction(total);
`;

test('V8 optimizes what is hot, unless it is told that the process is short', () => {
  expect(optimizations('')).toContain('hotFunction');
  expect(optimizations('doWithoutOptimizer();')).not.toContain('hotFunction');
  expect(optimizations('doWithoutOptimizer(); useOptimizer();')).toContain('hotFunction');
});

/** What V8 says it optimizes while such a program runs; a setting that V8 does not know would be on stderr. */
function optimizations(setting: string): string {
  const program = `const { doWithoutOptimizer, useOptimizer } = require(${optimizer}); ${setting} ${work}`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--trace-opt', '--no-warnings', '--import', 'tsx', '--eval', program],
    { cwd: resolve(__dirname, '../..'), encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  return stdout;
}
