/** The files of a group, merged layer by layer into one project as it is written, then completed. */
import { diagnose } from '../diagnostics/diagnostic.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import { projectSyntax } from '../keys/index.js';
import { absolutePath } from '../syntax/grammars/path.js';
import { mergeMaps } from '../syntax/merge.js';
import { entryOf, mapNode, withoutEntry } from '../syntax/node.js';
import type { MapNode, Node } from '../syntax/node.js';
import { trailInto } from '../syntax/trail.js';
import { check, expand, fill, resolvePaths, unique } from '../syntax/walks.js';
import { extendedBase, extendServices } from './extends.js';
import type { ExtendedFile } from './extends.js';
import { include } from './include.js';
import { guarded, related } from './guarded.js';
import type { IncludedFile } from './include.js';
import { interpolate } from './interpolate.js';
import type { Loading, Scope } from './loading.js';
import { deleteMarked } from './marks.js';
import type { Layer } from './read-document.js';
import { pathResolver } from './path-resolver.js';
import { readLayers, sourceName } from './read-layers.js';
import { resolveListedVariables } from './resolve-listed-variables.js';

/** The project that the files make: every short form expanded, defaults filled in, paths resolved. */
export function loadGroup(
  loading: Loading,
  files: readonly IncludedFile[],
  scope: Scope,
): MapNode | undefined {
  const { findings } = loading;
  let project: MapNode | undefined;
  for (const { path, place } of files) {
    const layers = readLayers(loading, path, { at: place?.at });
    for (const layer of layers ?? []) project = addLayer(loading, project, layer, { path, scope });
    project ??= layers === undefined ? undefined : emptyProject(sourceName(path, loading.directory));
  }
  if (project === undefined) return undefined;
  const trail = trailInto(findings);
  const filled = guarded(loading, () => fill(projectSyntax, project, trail));
  related(loading, () => check(projectSyntax, filled, trail));
  const isOutermost = scope.included.length === 0;
  if (loading.switches.resolvePaths === false && isOutermost)
    return resolveListedVariables(filled, scope.environment);
  const resolver = pathResolver(loading, scope.base);
  const resolved = guarded(loading, () => resolvePaths(projectSyntax, filled, resolver, trail));
  return resolveListedVariables(resolved, scope.environment);
}

interface Origin {
  readonly path: string;
  readonly scope: Scope;
}

/** One layer on top of what the earlier ones made. */
function addLayer(loading: Loading, project: MapNode | undefined, layer: Layer, origin: Origin): MapNode {
  const { findings } = loading;
  const { path, scope } = origin;
  const trail = trailInto(findings);
  const written = interpolated(loading, layer.root, scope);
  loading.layers.push(written);
  const inner = { ...scope, included: [...scope.included, path] };
  const complete = include(loading, { ...layer, root: written }, inner, loadGroup);
  const base = deleteMarked(project ?? mapNode(new Map(), written), layer.marks);
  const extending = { loading, scope, file: path, load: loadExtended };
  const extended = guarded(loading, () => extendServices({ ...layer, root: complete }, extending));
  const merged = guarded(loading, () => mergeMaps(projectSyntax, base, extended, trail));
  const distinct = guarded(loading, () => unique(projectSyntax, merged, trail));
  const accepted = guarded(loading, () => {
    if (loading.switches.validate !== false) projectSyntax.accepts(distinct, trail);
    return distinct;
  });
  const version = accepted.map.get('version');
  if (version !== undefined)
    findings.push(diagnose('obsolete-version', {}, { at: version.key ?? version.at, path: ['version'] }));
  return expanded(loading, withoutEntry(accepted, 'version'));
}

/** A file that a service extends: it may be partial, nothing but its services counts, and it includes nothing. */
function loadExtended(loading: Loading, path: string, scope: Scope, place: Node): ExtendedFile | undefined {
  const absolute = absolutePath(path, scope.folder);
  const layers = readLayers(loading, absolute, { at: place.at, what: 'the file to extend from' });
  if (layers === undefined) return undefined;
  const trail = trailInto(loading.findings);
  let project = emptyProject(sourceName(absolute, loading.directory));
  let marks: readonly ComposePath[] = [];
  for (const layer of layers) {
    const written = interpolated(loading, layer.root, scope);
    loading.layers.push(written);
    const base = deleteMarked(project, layer.marks);
    const merged = guarded(loading, () => mergeMaps(projectSyntax, base, written, trail));
    project = expanded(
      loading,
      guarded(loading, () => unique(projectSyntax, merged, trail)),
    );
    marks = layer.marks;
  }
  const resolver = pathResolver(loading, extendedBase(path, scope, loading.current));
  const services = entryOf(resolvePaths(projectSyntax, project, resolver, trail), 'services');
  if (services?.kind === 'map') return { services: services.map, marks };
  loading.findings.push(diagnose('no-services-to-extend', { file: path }, { at: place.at }));
  return undefined;
}

function interpolated(loading: Loading, root: MapNode, scope: Scope): MapNode {
  if (loading.switches.interpolate === false) return root;
  const lookUp = (name: string): string | undefined => scope.environment.get(name);
  return guarded(loading, () => interpolate(projectSyntax, root, lookUp, trailInto(loading.findings)));
}

// Without interpolation a short form may hold variables; what cannot be expanded then stays as it is written.
function expanded(loading: Loading, project: MapNode): MapNode {
  const trail = trailInto(loading.switches.interpolate === false ? [] : loading.findings);
  const long = guarded(loading, () => expand(projectSyntax, project, trail));
  return guarded(loading, () => unique(projectSyntax, long, trail));
}

function emptyProject(source: string): MapNode {
  return mapNode(new Map(), { at: { source, start: 0, end: 0 } });
}
