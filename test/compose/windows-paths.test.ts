// What Windows makes of paths: all else of the library is the same there.
jest.mock('node:path', () => jest.requireActual<typeof path>('node:path').win32);

import type path from 'node:path';
import { loadProject } from '../../lib/load-project.js';
import type { LoadProjectProps } from '../../lib/load-project.js';

const directory = String.raw`C:\work\shop`;
const texts = {
  'compose.yaml': 'include: [sub/more.yaml]\nservices: { web: { image: "web:${TAG}", build: ./web } }\n',
  'sub/more.yaml': 'services: { db: { image: db, volumes: ["./data:/data"], env_file: ..\\db.env } }\n',
  'db.env': 'A=1\n',
  '.env': 'TAG=7\n',
};

function load(props: Partial<LoadProjectProps> = {}) {
  const { value, diagnostics, sources } = loadProject({ directory, texts, ...props });
  expect(diagnostics).toEqual([]);
  return { services: value?.project.services ?? {}, value, sources };
}

test('the project is found, and reports name its files alike everywhere', () => {
  const { value, sources } = load();
  expect(value?.project.name).toBe('shop');
  expect([...sources.keys()]).toEqual(['compose.yaml', 'sub/more.yaml']);
});

test('relative paths start from the file that has them', () => {
  const { services } = load();
  expect(services['web']).toMatchObject({ image: 'web:7', build: { context: 'C:/work/shop/web' } });
  expect(services['db']?.volumes).toMatchObject([{ source: 'C:/work/shop/sub/data', target: '/data' }]);
  expect(services['db']?.environment).toEqual({ A: '1' });
});

test.each([String.raw`C:\work\shop\other\a.yaml`, 'C:/work/shop/other/a.yaml', String.raw`other\a.yaml`])(
  '%s is the file that is meant',
  (file) => {
    const more = {
      'other/a.yaml': String.raw`services: { web: { build: 'D:\src', env_file: C:\work\shop\db.env } }`,
    };
    const { services, sources } = load({ file: [file], texts: { ...texts, ...more } });
    expect([...sources.keys()]).toEqual(['a.yaml']);
    expect(services['web']).toMatchObject({
      build: { context: String.raw`D:\src` },
      environment: { A: '1' },
    });
  },
);
