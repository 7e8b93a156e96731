/**
 * From the command line and the machine to what a project is loaded from: its files, folder, variables and profiles.
 * Docker's pages "docker compose" (options) and "Set or change pre-defined environment variables in Docker Compose".
 */
import { dirname, isAbsolute } from 'node:path';
import { diagnose, hasErrors, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import { absolutePath } from '../syntax/grammars/path.js';
import { isRemoteResource } from '../syntax/remote-resource.js';
import { filesOfEnvironment, findComposeFiles } from './compose-files.js';
import { readEnvFiles, withDefaults, type Environment } from './env-files.js';
import type { FileSystem } from './file-system.js';
import { checkedProjectName } from './project-name.js';

/** Compose's own flags, as they are given before or after a command's name. */
export interface ProjectFlags {
  readonly file?: readonly string[];
  /** Files of an environment, merged after those above; the usual override file is then not looked for. */
  readonly overrideFile?: readonly string[];
  readonly profile?: readonly string[];
  readonly envFile?: readonly string[];
  readonly projectDirectory?: string;
  readonly projectName?: string;
}

/** What a project is loaded from. All paths are absolute and clean. */
export interface ProjectOptions {
  /** The Compose files in the order of their merging; `-` is the standard input. At least one. */
  readonly files: readonly string[];
  /** The folder that relative paths start from. */
  readonly projectDirectory: string;
  /**
   * The folder that the command runs in: Compose looks up the env files of includes inside of includes from there.
   *
   * @default - the project directory
   */
  readonly currentDirectory?: string;
  /** The name that the command line or COMPOSE_PROJECT_NAME gives; undefined: the files or the folder name the project. */
  readonly name: string | undefined;
  /** What variables are looked up in: the process environment, then the env files. */
  readonly environment: Environment;
  /** What `~` stands for: the process's own HOME, whatever env files say. */
  readonly home?: string | undefined;
  /** The active profiles; `*` stands for all. */
  readonly profiles: readonly string[];
}

/** The machine's side: its environment, its current folder, its files. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
  readonly files: FileSystem;
}

/** Works out what to load; nothing is read but env files. */
export function projectOptions(flags: ProjectFlags, surroundings: Surroundings): Checked<ProjectOptions> {
  const { files } = surroundings;
  if (!isAbsolute(surroundings.directory)) {
    const { directory } = surroundings;
    return { value: undefined, diagnostics: [diagnose('directory-not-absolute', { directory })] };
  }
  const given = new Map(Object.entries(surroundings.environment).filter(isSet));
  const directory = currentDirectory(given, surroundings);
  const diagnostics: Diagnostic[] = [];
  const note = <T>(checked: Checked<T>): T | undefined => {
    diagnostics.push(...checked.diagnostics);
    return checked.value;
  };
  const remote = (flags.file ?? [given.get('COMPOSE_FILE') ?? '']).filter(isRemoteResource);
  if (remote.length > 0) {
    const refused = remote.map((path) => diagnose('remote-resource', { path, what: 'the Compose file' }));
    return { value: undefined, diagnostics: refused };
  }
  const asked = flags.projectDirectory ? absolutePath(flags.projectDirectory, directory) : undefined;
  const named = (flags.file ?? []).map((path) => (path === '-' ? path : absolutePath(path, directory)));
  const envFiles = (flags.envFile ?? given.get('COMPOSE_ENV_FILES')?.split(',').filter(Boolean) ?? []).map(
    (path) => absolutePath(expandHome(path, given), directory),
  );
  const folderOf = (paths: readonly string[]): string => {
    const first = paths.find((path) => path !== '-');
    return asked ?? (first === undefined ? directory : dirname(first));
  };
  const variablesAt = (folder: string, environment: Environment): Environment => {
    const paths = envFiles.length > 0 ? envFiles : note(defaultEnvFile(folder, environment, files));
    return note(readEnvFiles(paths ?? [], environment, files)) ?? new Map();
  };

  // COMPOSE_… settings of the env files act as if they were in the process environment; only then all else is read.
  const settings = [...variablesAt(folderOf(named), given)].filter(([name]) => name.startsWith('COMPOSE_'));
  const base = withDefaults(withDefaults(given, new Map(settings)), new Map([['PWD', directory]]));
  const first = withDefaults(base, variablesAt(folderOf(named), base));
  const paths =
    named.length > 0
      ? named
      : (note(filesOfEnvironment(first, directory, files)) ??
        note(findComposeFiles(asked ?? directory, files))?.slice(0, flags.overrideFile && 1));
  const projectDirectory = folderOf(paths ?? []);
  // The project's own .env, if the files turned out to be in another folder.
  const own =
    projectDirectory === folderOf(named) ? new Map<string, string>() : variablesAt(projectDirectory, first);
  const environment = withDefaults(first, own);
  const name = projectName(flags, environment);
  if (name) note(name);
  if (paths === undefined || hasErrors(diagnostics)) return { value: undefined, diagnostics };
  return {
    value: {
      files: [...paths, ...(flags.overrideFile ?? []).map((path) => absolutePath(path, directory))],
      projectDirectory,
      currentDirectory: directory,
      name: name?.value,
      environment,
      home: given.get('HOME'),
      profiles: profiles(flags, environment),
    },
    diagnostics,
  };
}

function projectName(
  { projectName: flag }: ProjectFlags,
  environment: Environment,
): Checked<string> | undefined {
  if (flag) return checkedProjectName(flag, '-p');
  const name = environment.get('COMPOSE_PROJECT_NAME');
  return name ? checkedProjectName(name, 'COMPOSE_PROJECT_NAME') : undefined;
}

// Without --profile the nameless profile is active as well, as an empty COMPOSE_PROFILES names it.
function profiles({ profile }: ProjectFlags, environment: Environment): readonly string[] {
  if (profile !== undefined && profile.length > 0) return profile;
  return ['', ...(environment.get('COMPOSE_PROFILES') ?? '').split(',').map((name) => name.trim())];
}

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

function defaultEnvFile(
  folder: string,
  environment: Environment,
  files: FileSystem,
): Checked<readonly string[]> {
  const disabled = environment.get('COMPOSE_DISABLE_ENV_FILE');
  if (disabled !== undefined && !TRUE.includes(disabled)) {
    if (!FALSE.includes(disabled)) {
      const setting = { variable: 'COMPOSE_DISABLE_ENV_FILE', found: disabled, expected: 'true or false' };
      return { value: undefined, diagnostics: [diagnose('invalid-setting', setting)] };
    }
  }
  const path = absolutePath('.env', folder);
  const read = (disabled === undefined || FALSE.includes(disabled)) && files.kind(path) === 'file';
  return { value: read ? [path] : [], diagnostics: [] };
}

/** The shell's own name for the current folder, which keeps symbolic links, if it is right. */
function currentDirectory(environment: Environment, { directory, files }: Surroundings): string {
  const shell = environment.get('PWD');
  if (shell === undefined || !shell.startsWith('/') || shell === directory) return directory;
  return files.realPath(shell) === files.realPath(directory) ? shell : directory;
}

function expandHome(path: string, environment: Environment): string {
  return path.startsWith('~') ? `${environment.get('HOME') ?? ''}${path.slice(1)}` : path;
}

function isSet(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined;
}
