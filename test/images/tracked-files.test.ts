import { execFileSync } from 'node:child_process';
import { resolveImages } from '../../lib/images/resolve-images.js';
import { planDeployment } from '../../lib/plan/plan.js';
import { folder, write } from './folder.js';
import { read } from './read-project.js';

const mount = (rest: string): string => `services:\n  web: {image: "nginx:1", volumes: [${rest}]}\n`;

/** A repository with these files under version control. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = folder(files);
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' });
  git('init', '-q');
  git('add', '.');
  return root;
}

function resolved(root: string) {
  const loaded = read(root);
  const { value: images = {}, diagnostics } = resolveImages(loaded, { version: 1, images: {} });
  const { value: plan } = planDeployment(loaded, images, { version: 1 });
  const layers = images['web']?.derived?.layers ?? [];
  return {
    copied: layers.flatMap(({ files }) => files.map(({ path }) => path)),
    volumes: plan?.fileSystems.map(({ name }) => name),
    tag: images['web']?.tag,
    diagnostics,
  };
}

test('what lies on one disk changes neither verdict nor image', () => {
  const compose = mount('"./conf:/etc/app", "./state:/srv/state"');
  const root = repository({ 'compose.yaml': compose, 'conf/a.conf': 'a' });
  const before = resolved(root);
  expect(before).toMatchObject({ copied: ['a.conf'], volumes: ['./state'], diagnostics: [] });
  write(root, 'state/orders.db', 'orders');
  write(root, 'conf/cache/x', 'x');
  write(root, 'conf/cache/y', 'y');
  write(root, 'conf/local.conf', 'b');
  write(root, 'conf/node_modules/a/b', 'x');
  const after = resolved(root);
  expect(after).toMatchObject({ copied: ['a.conf'], volumes: ['./state'], tag: before.tag });
  expect(after.diagnostics.map(({ severity, message }) => [severity, message])).toEqual([
    [
      'warning',
      '2 files of ./conf will not be at /etc/app, because they are not under version control: cache/, local.conf',
    ],
    ['warning', '1 file of ./conf will not be at /etc/app, because tools make them anew: node_modules'],
  ]);
});

test('on the user’s word, everything that lies there is copied', () => {
  const compose = mount('{type: bind, source: ./conf, target: /etc/app, x-aws-bind: copy}');
  const root = repository({ 'compose.yaml': compose, 'conf/a.conf': 'a' });
  write(root, 'conf/local.conf', 'b');
  expect(resolved(root)).toMatchObject({ copied: ['a.conf', 'local.conf'], diagnostics: [] });
});

test('a folder that is only read and not under version control is copied as it lies there', () => {
  const root = repository({ 'compose.yaml': mount('./made:/made:ro'), '.gitignore': 'made\n' });
  write(root, 'made/by-a-script.json', '{}');
  expect(resolved(root).copied).toEqual(['by-a-script.json']);
});

test('a folder that another service keeps data in is that volume for all, also where it is only read', () => {
  const compose = `${mount('./out:/out:ro')}  worker: {image: worker, volumes: ["./out:/out"]}\n`;
  expect(resolved(repository({ 'compose.yaml': compose }))).toMatchObject({ copied: [], volumes: ['./out'] });
});

test('a link that is under version control stays a link', () => {
  const root = folder({ 'compose.yaml': mount('./conf:/conf'), 'conf/a': 'a' });
  execFileSync('ln', ['-s', 'a', `${root}/conf/b`]);
  execFileSync('git', ['init', '-q'], { cwd: root });
  execFileSync('git', ['add', '.'], { cwd: root });
  const { value } = resolveImages(read(root), { version: 1, images: {} });
  expect(value?.['web']?.derived?.layers[0]?.files).toMatchObject([
    { path: 'a', from: { kind: 'file' } },
    { path: 'b', from: { kind: 'link', to: 'a' } },
  ]);
});
