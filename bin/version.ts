import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Installed {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The package that this program was installed with: its package.json is beside bin/ in the sources, above dist/ when compiled. */
function installed(): Installed | undefined {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
      if (manifest.name === 'cdk-compose') return { folder, manifest };
    } catch {
      // No package.json in this folder: look above it.
    }
  }
  return undefined;
}

/** The version of this program. */
export function version(): string {
  return installed()?.manifest.version ?? 'unknown';
}

/** The folder that this program was installed into. */
export function packageFolder(): string {
  return installed()?.folder ?? __dirname;
}

/** The versions that a new app asks for: those that this program is tested with. */
export function packageVersions(): Readonly<
  Record<
    | 'cdkComposeVersion'
    | 'cdkLibVersion'
    | 'constructsVersion'
    | 'cdkVersion'
    | 'typescriptVersion'
    | 'tsxVersion'
    | 'nodeTypesVersion',
    string
  >
> {
  const {
    version: own = 'latest',
    peerDependencies = {},
    devDependencies = {},
  } = installed()?.manifest ?? {};
  const of = (name: string): string => peerDependencies[name] ?? devDependencies[name] ?? 'latest';
  return {
    cdkComposeVersion: own === 'latest' ? own : `^${own}`,
    cdkLibVersion: of('aws-cdk-lib'),
    constructsVersion: of('constructs'),
    cdkVersion: of('aws-cdk'),
    typescriptVersion: of('typescript'),
    tsxVersion: of('tsx'),
    nodeTypesVersion: of('@types/node'),
  };
}
