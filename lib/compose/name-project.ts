import { diagnose } from '../diagnostics/diagnostic.js';
import { scalarNode, textOf } from '../syntax/node.js';
import type { Node } from '../syntax/node.js';
import { goText } from '../syntax/grammars/go-format.js';
import { goValue } from '../syntax/anything.js';
import { interpolate } from './interpolate.js';
import type { Loading } from './loading.js';
import { normalizeProjectName, projectNameOf } from './project-name.js';
import type { ProjectOptions } from './project-options.js';
import { trailInto } from '../syntax/trail.js';
import type { Layer } from './read-document.js';

/** The project's name: what was asked for, else the last `name:` of the files, else the folder's. Undefined with a finding. */
export function nameProject(
  loading: Loading,
  options: ProjectOptions,
  layers: readonly Layer[],
): string | undefined {
  if (options.name !== undefined) return options.name;
  const written = layers
    .map(({ root }) => root.map.get('name'))
    .findLast((node) => node?.kind === 'scalar' && node.value !== null && node.value !== '');
  if (written === undefined) {
    const named = projectNameOf(options.projectDirectory, loading.files);
    loading.findings.push(...named.diagnostics);
    return named.value;
  }
  const name = filledIn(loading, scalarNode(goText(goValue(written)), written), options) ?? '';
  const normal = loading.switches.normalize === false ? name : normalizeProjectName(name);
  if (normal !== '') return normal;
  loading.findings.push(
    diagnose('no-project-name', { directory: options.projectDirectory }, { at: written.at, path: ['name'] }),
  );
  return undefined;
}

function filledIn(loading: Loading, node: Node, { environment }: ProjectOptions): string | undefined {
  if (loading.switches.interpolate === false) return textOf(node);
  // Warnings come when the file itself is interpolated; only what stops the load is told here.
  const trail = trailInto([], ['name']);
  const filled = interpolate(undefined, node, (name) => environment.get(name), trail);
  loading.findings.push(...trail.findings.filter(({ severity }) => severity === 'error'));
  return textOf(filled);
}
