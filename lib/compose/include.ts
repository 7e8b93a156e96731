/** `include`: loads other projects whole and merges what they define under this layer's own definitions. */
import { dirname, relative } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import { projectSyntax } from '../keys/index.js';
import { goValue } from '../syntax/anything.js';
import { goText } from '../syntax/grammars/go-format.js';
import { absolutePath, joinPath } from '../syntax/grammars/path.js';
import { merge } from '../syntax/merge.js';
import { entryOf, isNull, mapNode, textOf, withEntry, withoutEntry } from '../syntax/node.js';
import type { MapNode, Node } from '../syntax/node.js';
import { toList } from '../syntax/lists.js';
import { wrongType } from '../syntax/shape.js';
import { isRemoteResource } from '../syntax/remote-resource.js';
import { trailInto } from '../syntax/trail.js';
import { readEnvFiles, withDefaults } from './env-files.js';
import type { Environment } from './env-files.js';
import type { Loading, Scope } from './loading.js';
import { deleteMarkedIn } from './marks.js';

/** Loads the files of one group; the loader itself, handed in because the two call each other. */
export type LoadGroup = (
  loading: Loading,
  paths: readonly IncludedFile[],
  scope: Scope,
) => MapNode | undefined;

/** A file to load, and what names it. */
export interface IncludedFile {
  readonly path: string;
  /** What names it. */
  readonly place?: Node;
}

// Files that include the next one twice double at every step.
const MAX_INCLUDED = 1000;

const SECTIONS = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models'];

/** The layer with everything that its `include` entries define. */
export function include(
  loading: Loading,
  layer: { readonly root: MapNode; readonly marks: readonly ComposePath[] },
  scope: Scope,
  load: LoadGroup,
): MapNode {
  const entries = layer.root.map.get('include');
  if (entries === undefined) return layer.root;
  const rest = withoutEntry(layer.root, 'include');
  if (isNull(entries)) return rest;
  const trail = trailInto(loading.findings, ['include']);
  if (entries.kind !== 'list') {
    wrongType(entries, ['a list'], trail);
    return rest;
  }
  return entries.list.reduce<MapNode>((target, entry) => {
    const found = loadEntry(loading, entry, scope, load);
    return found === undefined ? target : importResources(loading, found, target, layer.marks);
  }, rest);
}

function loadEntry(loading: Loading, entry: Node, scope: Scope, load: LoadGroup): MapNode | undefined {
  const paths = texts(entry.kind === 'map' ? entryOf(entry, 'path') : entry);
  const [main] = paths;
  if (main === undefined) {
    // As Compose has it, an entry that names no file includes nothing; its env files must be there all the same.
    if (namesNothing(entry)) environmentOf(loading, entry, scope.folder, scope);
    else wrongType(entry, ['text', 'a mapping with a path'], trailInto(loading.findings, ['include']));
    return undefined;
  }
  const remote = paths.find(({ text }) => isRemoteResource(text));
  if (remote !== undefined) {
    const values = { path: remote.text, what: 'the included file' };
    loading.findings.push(diagnose('remote-resource', values, { at: remote.place.at, path: ['include'] }));
    return undefined;
  }
  const files = paths.map(({ text, place }) => ({ path: absolutePath(text, scope.folder), place }));
  const mainPath = files[0]?.path ?? '';
  if (scope.included.some((path) => path === mainPath)) {
    const chain = [...scope.included, mainPath];
    loading.findings.push(diagnose('include-cycle', { chain }, { at: main.place.at, path: ['include'] }));
    return undefined;
  }
  loading.count.included++;
  if (loading.count.included > MAX_INCLUDED) {
    if (loading.count.included === MAX_INCLUDED + 1)
      loading.findings.push(
        diagnose('too-many-includes', { limit: MAX_INCLUDED }, { at: entry.at, path: ['include'] }),
      );
    return undefined;
  }
  const asked = weakText(entryOf(entry, 'project_directory'));
  const folder = asked === '' ? dirname(mainPath) : absolutePath(asked, scope.base);
  const environment = environmentOf(loading, entry, folder, scope);
  if (environment === undefined) return undefined;
  return load(loading, files, {
    folder,
    base: asked.startsWith('/')
      ? asked
      : relativeTo(loading, asked === '' ? mainPath : absolutePath(asked, scope.folder), scope.folder),
    environment: withDefaults(scope.environment, environment),
    included: scope.included,
  });
}

// Compose takes a number here for the text that it is printed as.
function weakText(node: Node | undefined): string {
  return node?.kind === 'scalar' && !isNull(node) ? goText(goValue(node)) : '';
}

function namesNothing(entry: Node): boolean {
  const path = entry.kind === 'map' ? entryOf(entry, 'path') : entry;
  return path === undefined || isNull(path) || (path.kind === 'list' && path.list.length === 0);
}

/** The folder of a path, seen from another folder. */
function relativeTo(loading: Loading, path: string, folder: string): string {
  const at = absolutePath(path, loading.current);
  const directory = loading.files.kind(at) === 'directory' ? at : dirname(at);
  return relative(absolutePath(folder, loading.current), directory) || '.';
}

/** The variables of the entry's env files; they never replace what is set already. */
function environmentOf(loading: Loading, entry: Node, folder: string, scope: Scope): Environment | undefined {
  const given = texts(entryOf(entry, 'env_file'));
  const usual = absolutePath(joinPath(folder, '.env'), loading.current);
  const paths =
    given.length === 0
      ? [usual].filter((path) => loading.files.kind(path) === 'file')
      : given
          .filter(({ text }) => text !== '/dev/null')
          .map(({ text }) => absolutePath(absolutePath(text, scope.base), loading.current));
  const read = readEnvFiles(paths, scope.environment, loading.files);
  const at = given[0]?.place.at ?? entry.at;
  loading.findings.push(...read.diagnostics.map((finding) => ({ at, ...finding })));
  return read.value;
}

function texts(node: Node | undefined): readonly { readonly text: string; readonly place: Node }[] {
  const list = node === undefined ? undefined : toList(node);
  if (list?.kind !== 'list') return [];
  return list.list.flatMap((item) => {
    const text = textOf(item);
    return text === undefined ? [] : [{ text, place: item }];
  });
}

function importResources(
  loading: Loading,
  source: MapNode,
  target: MapNode,
  marks: readonly ComposePath[],
): MapNode {
  return SECTIONS.reduce((result, section) => {
    const from = source.map.get(section);
    if (from?.kind !== 'map') return result;
    const own = result.map.get(section);
    const entries = new Map(own?.kind === 'map' ? own.map : []);
    for (const [name, entry] of from.map) {
      const conflict = entries.get(name);
      const base = conflict === undefined ? entry : deleteMarkedIn([section, name], entry, marks);
      if (conflict === undefined || base === undefined) {
        if (conflict === undefined) entries.set(name, entry);
        continue;
      }
      const syntax = projectSyntax.entry?.(section)?.entry?.(name);
      entries.set(name, merge(syntax, base, conflict, trailInto(loading.findings, [section, name])));
    }
    return withEntry(result, section, mapNode(entries, own ?? from));
  }, target);
}
