import { folder } from '../folder.js';
import { runBuild } from '../run-build.js';
import { base, describeWithEngine, openRegistry } from './engine.js';

jest.setTimeout(60_000);

interface Comparison {
  readonly builders: readonly {
    readonly builder: string;
    readonly seconds: number | null;
    readonly images: readonly {
      readonly seconds?: number;
      readonly steps: number;
      readonly cachedSteps: number;
    }[];
  }[];
}

describeWithEngine('build --compare', () => {
  const project = (name: string) =>
    folder({
      'compose.yaml': `name: ${name}\nservices:\n  web: {build: .}\n`,
      Dockerfile: `FROM ${base}\nRUN sleep 1; echo ${name} >/a\n`,
    });

  test('builds on one builder after the other, pushes nothing, and shows what each took', async () => {
    const name = `compare${process.pid}`;
    const root = project(name);
    const args = ['--compare', 'default', 'default', '--format', 'json'];
    const { code, stdout, stderr } = await runBuild(root, args);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('error')]);
    const [first, second] = (JSON.parse(stdout) as Comparison).builders;
    expect(first?.builder).toBe('builder default (--compare, driver docker)');
    expect(first?.seconds).toBeGreaterThan(1);
    // The builder has it in its cache now; FROM counts as a step that is looked up.
    expect(second?.seconds).toBeLessThan(first?.seconds ?? 0);
    expect(second?.images[0]).toMatchObject({ steps: 2, cachedSteps: 1 });
    const pushed = await fetch(`http://${openRegistry}/v2/${name}/tags/list`);
    expect(pushed.status).toBe(404);
  });

  test('shows no value of a secret that a step printed before it failed', async () => {
    const root = folder({
      'compose.yaml': `name: compare${process.pid}x\nservices:\n  web: {build: {context: ., secrets: [two]}}\nsecrets: {two: {environment: SECOND}}\n`,
      Dockerfile: `FROM ${base}\nRUN --mount=type=secret,id=two cat /run/secrets/two; exit 3\n`,
    });
    const environment = { SECOND: 'canary-of-a-variable' };
    const { code, stdout, stderr } = await runBuild(root, ['--compare', 'default', 'default'], {
      environment,
    });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^compose\.yaml:3:\d+ error\[build-failed\]/m)]);
    expect(stderr).toContain('  | …');
    expect(stdout + stderr).not.toContain('canary');
  });

  test('says why one of them can not be used, and what the other took', async () => {
    const { code, stdout, stderr } = await runBuild(project('compare'), ['--compare', 'default', 'nobody']);
    expect([code, stderr]).toEqual([1, expect.stringContaining("there is no builder 'nobody'")]);
    expect(stdout).toMatch(/^web +\d+\.\d s, \d\/2 cached +not built$/m);
    expect(stdout).toMatch(/^default: builder default \(--compare, driver docker\)$/m);
    expect(stdout).toMatch(/^all +\d+\.\d s +failed$/m);
  });
});
