import { cdkApp } from '../cdk-app.js';
import { runBuild } from '../run-build.js';
import { base, describeWithEngine, openRegistry } from './engine.js';

jest.setTimeout(60_000);

describeWithEngine('build --app', () => {
  test('builds what an app reports, and the app then finds it', async () => {
    const name = `app${process.pid}`;
    const { directory, app } = cdkApp({
      'compose.yaml': `name: ${name}\nservices:\n  web: {build: .}\n`,
      Dockerfile: `FROM ${base}\nRUN echo ${name} >/a\n`,
    });
    const built = await runBuild(directory, ['--app', app, '--registry', openRegistry, '--format', 'json']);
    expect([built.code, built.images.map(({ outcome }) => outcome)]).toEqual([0, ['built']]);
    expect(await runBuild(directory, ['--app', app, '--frozen'])).toMatchObject({ code: 0, stderr: '' });
  });
});
