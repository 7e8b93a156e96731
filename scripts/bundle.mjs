/**
 * Bundles the programs of dist/bin with what they import from dist/lib, `commander` and `yaml`: half of what a command
 * takes before it does anything is finding some three hundred small files. What a command does not use is not evaluated;
 * the CDK and the SDK stay outside. In the place of each program stands one that starts its bundle (bin/start.ts).
 */
import { createHash } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import { build } from 'esbuild';

const programs = ['dist/bin/cdk-compose.js', 'dist/bin/app.js'];
const { dependencies, peerDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
const inside = ['commander', 'yaml'];
const outside = Object.keys({ ...dependencies, ...peerDependencies }).filter(
  (name) => !inside.includes(name),
);

/** Files that modules find beside themselves stay where they are. */
const ownFolders = {
  name: 'own-folders',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dist[\\/](?:bin|lib)[\\/].*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('__dirname')) return { contents: text };
      const folder = JSON.stringify(relative('dist/bin', dirname(path)).replaceAll('\\', '/') || '.');
      const own = `const __dirname = require('node:path').join(__bundleFolder, ${folder});`;
      // On the line that is there: the lines keep their numbers.
      return { contents: text.replace(/^(?:"use strict";)?/, `$&${own}`) };
    });
  },
};

const { outputFiles } = await build({
  entryPoints: programs,
  outdir: 'dist/bin',
  write: false,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // A script with a cache of its own has no loader for them (bin/start.ts).
  supported: { 'dynamic-import': false },
  external: outside.flatMap((name) => [name, `${name}/*`]),
  banner: { js: 'const __bundleFolder = __dirname;' },
  plugins: [ownFolders],
  logLevel: 'warning',
});

for (const { path, text } of outputFiles) {
  const bundle = path.replace(/\.js$/, '.bundle.js');
  const shebang = /^#!.*\n/.exec(text)?.[0] ?? '';
  // What follows keeps its line numbers.
  await writeFile(bundle, text.replace(shebang, '\n'));
  const id = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const name = JSON.stringify(`/${basename(bundle)}`);
  await writeFile(path, `${shebang}require('./start.js').start(__dirname + ${name}, '${id}');\n`);
  // Where the package is linked instead of installed, nobody else makes them programs.
  await chmod(path, 0o755);
}
