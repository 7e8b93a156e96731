import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cdkApp } from './cdk-app.js';
import { folder } from './folder.js';
import { runBuild } from './run-build.js';

jest.setTimeout(60_000);

const files = {
  'compose.yaml': 'name: shop\nservices:\n  api: {build: ./api}\n  web: {build: ./web}\n',
  'api/Dockerfile': 'FROM scratch',
  'web/Dockerfile': 'FROM scratch AS web',
};

describe('build --app', () => {
  test('knows what the constructs of an app need, also those in a stage', async () => {
    const { directory, app } = cdkApp(files);
    const { code, stderr } = await runBuild(directory, ['--app', app, '--frozen']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('it lacks the images of api, web')]);
    expect(existsSync(join(directory, 'cdk.out'))).toBe(false);
  });

  test.each([
    ['with the init image', '', 'it lacks the images of api, cdk-compose/init, web'],
    [
      'unless names resolve there already',
      ", searchDomain: 'shop.internal'",
      'it lacks the images of api, web',
    ],
  ])('builds for a VPC that an app brings along, which only the app tells: %s', async (_, more, lacking) => {
    const { directory, app } = cdkApp(
      files,
      `const vpc = new ec2.Vpc(new Stack(app, 'Company'), 'Vpc');
      new ComposeStack(app, 'Shop', { ...readProject({ directory: __dirname }), vpc${more} });`,
    );
    const { stderr } = await runBuild(directory, ['--app', app, '--frozen']);
    expect(stderr).toContain(lacking);
    const plain = await runBuild(directory, ['--frozen']);
    expect(plain.stderr).toContain('it lacks the images of api, web');
  });

  test('hands the context of cdk.json to the app', async () => {
    const body = "if (app.node.tryGetContext('who') !== 'me') throw new Error('nobody');";
    const { directory, app } = cdkApp({ ...files, 'cdk.json': '{"context": {"who": "me"}}' }, body);
    const { code, stderr } = await runBuild(directory, ['--app', app]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('makes no ComposeApp or ComposeStack')]);
  });

  test('ends the app on an interrupt, and leaves nothing of what it reports', async () => {
    const directory = folder({});
    const place = join(directory, 'place');
    const { code, stderr } = await runBuild(
      directory,
      ['--app', `printenv CDK_OUTDIR > '${place}.part' && mv '${place}.part' '${place}' && exec sleep 30`],
      {
        interrupted: (interrupt) => {
          const waiting = setInterval(() => {
            if (!existsSync(place)) return;
            clearInterval(waiting);
            setTimeout(interrupt, 50);
          }, 20);
        },
      },
    );
    expect([code, stderr]).toEqual([130, expect.stringContaining('build-interrupted')]);
    expect(existsSync(readFileSync(place, 'utf8').trim())).toBe(false);
  });

  test.each(['true', ''])('what is no CDK app makes no stack: %j', async (app) => {
    const { code, stderr } = await runBuild(folder(files), ['--app', app]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('makes no ComposeApp or ComposeStack')]);
  });

  test.each([['--print'], ['--explain', 'web'], ['--compare', 'a', 'b']])(
    'builds nothing where %s was asked for',
    async (...flags) => {
      const directory = folder(files);
      const { code, stderr } = await runBuild(directory, ['--app', 'touch ran', ...flags]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('cannot be used with')]);
      expect(existsSync(join(directory, 'ran'))).toBe(false);
    },
  );

  test('an app that fails without a word', async () => {
    const { code, stderr } = await runBuild(folder(files), ['--app', 'exit 3']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/the app 'exit 3' failed\n {2}fix/)]);
  });

  test('shows why an app fails', async () => {
    const { directory, app } = cdkApp(files, "throw new Error('no such table');");
    const { code, stderr } = await runBuild(directory, ['--app', app]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/app-failed[^]*no such table/)]);
  });
});
