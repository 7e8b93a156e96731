import { projectOptions, type ProjectFlags, type ProjectOptions } from '../../lib/compose/project-options.js';
import type { DiagnosticCode } from '../../lib/diagnostics/diagnostic.js';
import { memoryFileSystem } from '../../lib/compose/memory-file-system.js';

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly flags?: ProjectFlags;
  readonly environment?: Readonly<Record<string, string>>;
  readonly directory?: string;
}

function found({
  files = { '/p/compose.yaml': '' },
  flags = {},
  environment = {},
  directory = '/p',
}: Given): {
  readonly options: ProjectOptions | undefined;
  readonly codes: readonly DiagnosticCode[];
} {
  const { value, diagnostics } = projectOptions(flags, {
    environment,
    directory,
    files: memoryFileSystem(files),
  });
  return { options: value, codes: diagnostics.map(({ code }) => code) };
}

describe('the Compose files', () => {
  test('are found in the nearest folder above, with the override file beside them', () => {
    const files = { '/p/compose.yaml': '', '/p/docker-compose.override.yml': '', '/p/a/b/x': '' };
    expect(found({ files, directory: '/p/a/b' }).options).toMatchObject({
      files: ['/p/compose.yaml', '/p/docker-compose.override.yml'],
      projectDirectory: '/p',
    });
  });

  test('of several usual names the first is taken, with a warning', () => {
    const { options, codes } = found({ files: { '/p/docker-compose.yml': '', '/p/compose.yml': '' } });
    expect(options?.files).toEqual(['/p/compose.yml']);
    expect(codes).toEqual(['several-compose-files']);
  });

  test('that -f names come without override files; the first one’s folder is the project’s', () => {
    const files = { '/p/sub/a.yaml': '', '/p/b.yaml': '', '/p/compose.override.yaml': '' };
    expect(found({ files, flags: { file: ['-', 'sub/a.yaml', 'b.yaml'] } }).options).toMatchObject({
      files: ['-', '/p/sub/a.yaml', '/p/b.yaml'],
      projectDirectory: '/p/sub',
    });
  });

  test('that COMPOSE_FILE names are split at the path separator and must exist', () => {
    const environment = { COMPOSE_FILE: 'a.yaml;b.yaml', COMPOSE_PATH_SEPARATOR: ';' };
    const files = { '/p/a.yaml': '', '/p/b.yaml': '' };
    expect(found({ files, environment }).options?.files).toEqual(['/p/a.yaml', '/p/b.yaml']);
    expect(found({ files: {}, environment })).toEqual({
      options: undefined,
      codes: ['file-not-found', 'file-not-found'],
    });
  });

  test('missing everywhere are an error', () => {
    expect(found({ files: {} })).toEqual({ options: undefined, codes: ['no-compose-file'] });
  });
});

describe('the environment', () => {
  test('is the process’s, then the .env file’s, and PWD', () => {
    const files = { '/p/compose.yaml': '', '/p/.env': 'A=file\nB=$A\n' };
    const { options } = found({ files, environment: { A: 'shell' } });
    expect(Object.fromEntries(options?.environment ?? [])).toEqual({ A: 'shell', B: 'shell', PWD: '/p' });
  });

  test('takes the .env of the folder where the files are, after the current one’s', () => {
    const files = { '/p/compose.yaml': '', '/p/.env': 'A=p\nB=p', '/p/sub/.env': 'A=sub' };
    const { options } = found({ files, directory: '/p/sub' });
    expect([options?.environment.get('A'), options?.environment.get('B')]).toEqual(['sub', 'p']);
  });

  test('lets .env name files, profiles and the project', () => {
    const files = {
      '/p/.env': 'COMPOSE_FILE=o.yaml\nCOMPOSE_PROFILES=a, b\nCOMPOSE_PROJECT_NAME=dot',
      '/p/o.yaml': '',
    };
    expect(found({ files }).options).toMatchObject({
      files: ['/p/o.yaml'],
      profiles: ['', 'a', 'b'],
      name: 'dot',
    });
  });

  test('takes --env-file instead, which must exist', () => {
    const files = { '/p/compose.yaml': '', '/p/.env': 'A=dot', '/p/x.env': 'A=x', '/p/y.env': 'A=y' };
    const flags = { envFile: ['x.env', 'y.env'] };
    expect(found({ files, flags }).options?.environment.get('A')).toBe('y');
    expect(found({ files, environment: { COMPOSE_ENV_FILES: 'x.env' } }).options?.environment.get('A')).toBe(
      'x',
    );
    expect(found({ flags: { envFile: ['no.env'] } }).codes).toContain('env-file-not-found');
  });

  test('leaves .env out when told so, and wants to be told by a boolean', () => {
    const files = { '/p/compose.yaml': '', '/p/.env': 'A=dot' };
    const disabled = (value: string): Given => ({ files, environment: { COMPOSE_DISABLE_ENV_FILE: value } });
    expect(found(disabled('1')).options?.environment.has('A')).toBe(false);
    expect(found(disabled('0')).options?.environment.has('A')).toBe(true);
    expect(found(disabled('maybe')).codes).toContain('invalid-setting');
  });

  test('of a broken .env file is an error with its line', () => {
    const { options, codes } = found({ files: { '/p/compose.yaml': '', '/p/.env': 'A B=1' } });
    expect(options).toBeUndefined();
    expect(codes).toContain('invalid-env-file');
  });
});

test('a file in a repository or registry is refused as such', () => {
  expect(found({ flags: { file: ['oci://registry.example/app'] } }).codes).toEqual(['remote-resource']);
  expect(found({ environment: { COMPOSE_FILE: 'https://github.com/a/b.git' } }).codes).toEqual([
    'remote-resource',
  ]);
});

test('--profile is not split at commas and puts COMPOSE_PROFILES aside', () => {
  const given = { flags: { profile: ['a,b'] }, environment: { COMPOSE_PROFILES: 'c' } };
  expect(found(given).options?.profiles).toEqual(['a,b']);
});

test('-p wins over COMPOSE_PROJECT_NAME, and both must be project names already', () => {
  const environment = { COMPOSE_PROJECT_NAME: 'env' };
  expect(found({ flags: { projectName: 'flag' }, environment }).options?.name).toBe('flag');
  expect(found({ environment: { COMPOSE_PROJECT_NAME: 'Bad.Name' } }).codes).toEqual([
    'invalid-project-name',
  ]);
});

test('--project-directory is where .env and the files are looked for', () => {
  const files = { '/p/sub/compose.yaml': '', '/p/sub/.env': 'A=sub' };
  const { options } = found({ files, flags: { projectDirectory: 'sub' } });
  expect(options).toMatchObject({ files: ['/p/sub/compose.yaml'], projectDirectory: '/p/sub' });
  expect(options?.environment.get('A')).toBe('sub');
});

test('~ is the HOME of the process alone, whatever .env says', () => {
  const files = { '/p/compose.yaml': '', '/p/.env': 'HOME=/env' };
  expect(found({ files }).options?.home).toBeUndefined();
  expect(found({ files, environment: { HOME: '/me' } }).options?.home).toBe('/me');
});
