/**
 * Bundles the programs of dist/bin with what they import from dist/lib and with `yaml`: half of what a command takes
 * before it does anything is finding some three hundred small files. What a command does not use is not evaluated; the
 * CDK and the SDK stay outside.
 */
import { chmod, readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { build } from 'esbuild';

const programs = ['dist/bin/cdk-compose.js', 'dist/bin/app.js'];
const { dependencies, peerDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
const outside = Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => name !== 'yaml');

/** Files that modules find beside themselves stay where they are. */
const ownFolders = {
  name: 'own-folders',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dist[\\/](?:bin|lib)[\\/].*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const folder = JSON.stringify(relative('dist/bin', dirname(path)).replaceAll('\\', '/') || '.');
      return { contents: text.replaceAll('__dirname', `require('node:path').join(__dirname, ${folder})`) };
    });
  },
};

await build({
  entryPoints: programs,
  outdir: 'dist/bin',
  allowOverwrite: true,
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: outside.flatMap((name) => [name, `${name}/*`]),
  plugins: [ownFolders],
  logLevel: 'warning',
});

// Where the package is linked instead of installed, nobody else makes them programs.
await Promise.all(programs.map((program) => chmod(program, 0o755)));
