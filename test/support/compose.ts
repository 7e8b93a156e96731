import type { FileSystem } from '../../lib/compose/file-system.js';
import { loadProject } from '../../lib/compose/load.js';
import type { LoadSwitches } from '../../lib/compose/load.js';
import type { LoadedProject, Project } from '../../lib/compose/project.js';
import type { Diagnostic, DiagnosticCode, Span } from '../../lib/diagnostics/diagnostic.js';

interface Given {
  /** Files beside the Compose files, by their path below the project directory; `null` is a folder. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly profiles?: readonly string[];
  readonly switches?: LoadSwitches;
}

interface Loaded {
  /** The project; reading it from one with errors is an error of the test. */
  readonly project: Project;
  readonly loaded: LoadedProject;
  readonly isLoaded: boolean;
  readonly codes: readonly DiagnosticCode[];
  readonly diagnostics: readonly Diagnostic[];
  /** `compose.yaml:3:5` of a span. */
  readonly place: (span: Span | undefined) => string | undefined;
}

/** Loads a Compose file, or several by their names in the order of merging, from the folder `/shop`. Nothing real is read. */
export function loadCompose(text: string | Readonly<Record<string, string>>, given: Given = {}): Loaded {
  const composeFiles = typeof text === 'string' ? { 'compose.yaml': text } : text;
  const { value, diagnostics, sources } = loadProject(
    {
      files: Object.keys(composeFiles).map((name) => `/shop/${name}`),
      projectDirectory: '/shop',
      name: undefined,
      environment: new Map(Object.entries({ HOME: '/home/me', ...given.environment })),
      home: '/home/me',
      profiles: given.profiles ?? [],
    },
    memoryFiles({ ...given.files, ...composeFiles }),
    given.switches,
  );
  const loaded = (): LoadedProject => {
    if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
    return value;
  };
  return {
    get project() {
      return loaded().project;
    },
    get loaded() {
      return loaded();
    },
    isLoaded: value !== undefined,
    diagnostics,
    codes: diagnostics.map(({ code }) => code),
    place: (span) => {
      if (span === undefined) return undefined;
      const before = (sources.get(span.source) ?? '').slice(0, span.start).split('\n');
      return `${span.source}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
    },
  };
}

function memoryFiles(files: Readonly<Record<string, string | null>>): FileSystem {
  const at = (path: string): string | null | undefined =>
    path.startsWith('/shop/') ? files[path.slice('/shop/'.length)] : undefined;
  return {
    read: (path) => {
      const text = at(path);
      if (text === undefined) return { kind: 'missing' };
      return text === null ? { kind: 'directory' } : { kind: 'file', text };
    },
    kind: (path) => {
      const text = at(path);
      return text === undefined ? 'missing' : text === null ? 'directory' : 'file';
    },
    realPath: (path) => path,
  };
}
