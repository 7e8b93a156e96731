import { applyXBake } from '../../lib/images/apply-x-bake.js';
import { loadCompose } from '../support/compose.js';

function applied(bake: string, build = '') {
  const { loaded } = loadCompose(
    `services:\n  web:\n    build:\n      context: .\n${build}      x-bake: ${bake}\n`,
  );
  const { value, diagnostics } = applyXBake(loaded);
  return {
    build: value.project.services['web']?.build,
    directory: loaded.directory,
    told: diagnostics.map(({ code, path, at }) => [code, path?.at(-1), at !== undefined]),
  };
}

test('lists are added to, once each; a text is a list of words', () => {
  const { build } = applied(
    '{platforms: [linux/arm64, linux/amd64], tags: "a:1 b:2", cache-from: [type=gha], no-cache-filter: test}',
    '      platforms: [linux/amd64]\n      cache_from: [shop:cache]\n',
  );
  expect(build).toMatchObject({
    platforms: ['linux/amd64', 'linux/arm64'],
    tags: ['a:1', 'b:2'],
    cache_from: ['shop:cache', 'type=gha'],
    no_cache_filter: ['test'],
  });
  expect(build).not.toHaveProperty('x-bake');
});

test('pull and no-cache are replaced', () => {
  expect(applied('{pull: true, no-cache: false}', '      no_cache: true\n').build).toMatchObject({
    pull: true,
    no_cache: false,
  });
});

test('contexts are merged; paths are those of the project, targets its services', () => {
  const { build, directory } = applied('{contexts: {a: ./a, b: "target:base", c: "docker-image://busybox"}}');
  expect(build?.additional_contexts).toEqual({
    a: `${directory}/a`,
    b: 'service:base',
    c: 'docker-image://busybox',
  });
});

test('what is not taken over is told at its place', () => {
  expect(applied('{output: [type=local], secret: [id=a], plattforms: [x], pull: 3}').told).toEqual(
    ['output', 'plattforms', 'pull', 'secret'].map((key) => ['x-bake-not-taken-over', key, true]),
  );
});

test('without it nothing changes', () => {
  expect(applied('null').told).toEqual([]);
});
