/** What people would have to remember, checked: the direction of the layers, where effects happen, sizes and names. */
import { basename, dirname, join } from 'node:path';
import { sourceFiles, type SourceFile } from './support/source-files.js';

/** Each layer with the layers that it may import; whatever is missing here is a wrong turn. */
const layers: Readonly<Record<string, readonly string[]>> = {
  'lib/diagnostics': [],
  'lib/model': ['lib/diagnostics'],
  'lib/syntax': ['lib/diagnostics', 'lib/model'],
  'lib/keys': ['lib/syntax', 'lib/diagnostics', 'lib/model'],
  'lib/compose': ['lib/keys', 'lib/syntax', 'lib/diagnostics', 'lib/model'],
  'lib/plan': ['lib/compose', 'lib/keys', 'lib/syntax', 'lib/diagnostics', 'lib/model'],
  'lib/aws': ['lib/diagnostics', 'lib/model'],
  'lib/images': ['lib/aws', 'lib/compose', 'lib/keys', 'lib/syntax', 'lib/diagnostics', 'lib/model'],
  'lib/secrets': ['lib/aws', 'lib/compose', 'lib/keys', 'lib/syntax', 'lib/diagnostics', 'lib/model'],
  // What is deployed, found and told by the names of the Compose file.
  'lib/operate': ['lib/aws', 'lib/plan', 'lib/diagnostics', 'lib/model'],
  // Texts for pipelines: shell scripts and the files of CI services.
  'lib/ci': [],
  // Templates of new apps; their manifests are read as the lock and the bindings are.
  'lib/init': ['lib/images', 'lib/diagnostics', 'lib/model'],
  'lib/constructs': [
    'lib/ci',
    'lib/plan',
    'lib/compose',
    'lib/keys',
    'lib/syntax',
    'lib/diagnostics',
    'lib/model',
    // For the type of the custom resource's properties.
    'lib/constructs/jobs/handler',
  ],
  lib: [
    'lib/ci',
    'lib/constructs',
    'lib/images',
    'lib/plan',
    'lib/compose',
    'lib/keys',
    'lib/syntax',
    'lib/diagnostics',
    'lib/model',
  ],
  // Code that AWS Lambda runs: bundled on its own, and no part of the library.
  'lib/constructs/jobs/handler': [],
  bin: [
    'lib',
    'lib/ci',
    'lib/constructs',
    'lib/init',
    'lib/aws',
    'lib/images',
    'lib/secrets',
    'lib/operate',
    'lib/plan',
    'lib/compose',
    'lib/keys',
    'lib/syntax',
    'lib/diagnostics',
    'lib/model',
  ],
};

/** Packages and Node modules that only some layers may import; the others can be imported anywhere. */
const packages: Readonly<Record<string, readonly string[]>> = {
  yaml: ['lib/syntax', 'lib/keys', 'lib/compose'],
  'aws-cdk-lib': ['lib/constructs', 'bin'],
  constructs: ['lib/constructs', 'bin'],
  commander: ['bin'],
  '@aws-sdk': ['lib/aws', 'lib/constructs/jobs/handler'],
  'node:child_process': ['lib/images', 'lib/aws', 'bin'],
  'node:fs': ['lib/compose', 'lib/images', 'lib/init', 'bin'],
  'node:fs/promises': ['lib/compose', 'lib/images', 'bin'],
};

const files = [...sourceFiles('lib'), ...sourceFiles('bin')];

function layerOf(path: string): string {
  const apart = Object.keys(layers).find(
    (layer) => layer.split('/').length > 2 && path.startsWith(`${layer}/`),
  );
  if (apart !== undefined) return apart;
  const [top = '', second = ''] = path.split('/');
  return top === 'bin' ? 'bin' : second.endsWith('.ts') ? 'lib' : `${top}/${second}`;
}

function packageOf(specifier: string): string {
  return specifier.startsWith('node:') ? specifier : (specifier.split('/')[0] ?? '');
}

function linesOf({ text }: SourceFile): number {
  return text.split('\n').length - 1;
}

test('the check sees the sources and their imports', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(files.find(({ path }) => path === 'bin/run.ts')?.imports).toContain('../lib/diagnostics/report.js');
});

test('layers import only the layers below them', () => {
  const wrong = files.flatMap(({ path, imports }) =>
    imports
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => layerOf(join(dirname(path), specifier).replace(/\.js$/, '.ts')))
      .filter((target) => target !== layerOf(path) && !layers[layerOf(path)]?.includes(target))
      .map((target) => `${path} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('packages and effects are imported only where they belong', () => {
  const wrong = files.flatMap(({ path, imports }) =>
    imports
      .filter((specifier) => packages[packageOf(specifier)]?.includes(layerOf(path)) === false)
      .map((specifier) => `${path} imports ${specifier}`),
  );
  expect(wrong).toEqual([]);
});

test('relative imports name the file that Node loads', () => {
  const wrong = files.flatMap(({ path, imports }) =>
    imports
      .filter((specifier) => specifier.startsWith('.') && !/\.(js|json)$/.test(specifier))
      .map((specifier) => `${path} imports ${specifier}`),
  );
  expect(wrong).toEqual([]);
});

test('only bin/ looks at the process', () => {
  const looks = /\bprocess\.(env|cwd|argv|exit|exitCode|stdin|stdout|stderr)\b/;
  const wrong = files.filter(({ path, text }) => !path.startsWith('bin/') && looks.test(text));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('there is no enum and no check is switched off', () => {
  const refused =
    /^\s*(?:export )?(?:const )?enum |@ts-(?:ignore|nocheck|expect-error)|(?:oxlint|eslint)-disable/m;
  expect(files.filter(({ text }) => refused.test(text)).map(({ path }) => path)).toEqual([]);
});

test('classes are constructs, errors or adapters', () => {
  const wrong = files.filter(
    ({ path, text }) =>
      !/^lib\/(constructs|aws)\//.test(path) &&
      /^(?:export )?(?:abstract )?class (?!\w+ extends \w*Error\b)/m.test(text),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

test('files are named in kebab case after what they hold', () => {
  const vague = ['utils', 'util', 'helpers', 'helper', 'common', 'types', 'manager', 'misc'];
  const wrong = files
    .map(({ path }) => path)
    .filter((path) => {
      const name = basename(path, '.ts');
      return !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || vague.includes(name);
    });
  expect(wrong).toEqual([]);
});

test('files are short', () => {
  const long = files
    .filter((file) => linesOf(file) > 220)
    .map((file) => `${file.path}: ${linesOf(file)} lines`);
  expect(long).toEqual([]);
  const sizes = files.map(linesOf).toSorted((a, b) => a - b);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(70);
});

test('everything exported says what it is', () => {
  // A key's row names its key and says what becomes of it.
  const silent = files
    .filter(({ path }) => !/^lib\/keys\/\w+\//.test(path))
    .flatMap(({ path, text }) => {
      // A file with one export may say it in its header.
      const exported = [
        ...text.matchAll(/^export (?:async )?(?:function|const|interface|type|class|abstract class) (\w+)/gm),
      ];
      const header = text.startsWith('/**') || text.startsWith('#!');
      return exported
        .filter(({ index }) => !/\*\/\s*$/.test(text.slice(0, index)) && !(header && exported.length === 1))
        .map((match) => `${path}: ${match[1]}`);
    });
  expect(silent).toEqual([]);
});
