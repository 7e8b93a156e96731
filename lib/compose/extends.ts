/** `extends`: a service on top of another one, of the same layer or of another file. */
import { dirname, relative } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import { serviceSyntax } from '../keys/index.js';
import { absolutePath } from '../syntax/grammars/path.js';
import { merge } from '../syntax/merge.js';
import { entryOf, filledOut, isNull, mapNode, textOf, withEntry, withoutEntry } from '../syntax/node.js';
import type { MapNode, Node } from '../syntax/node.js';
import { isRemoteResource } from '../syntax/remote-resource.js';
import { wrongType } from '../syntax/shape.js';
import { suggest } from '../syntax/suggest.js';
import { trailInto } from '../syntax/trail.js';
import type { Loading, Scope } from './loading.js';
import { sourceName } from './read-layers.js';
import { deleteMarkedIn } from './marks.js';

/** A file that services extend, as a layer of its own: merged, expanded, its paths relative to the scope's folder. */
export interface ExtendedFile {
  readonly services: ReadonlyMap<string, Node>;
  readonly marks: readonly ComposePath[];
}

/** Loads a file to extend from; the loader itself, handed in because the two call each other. */
export type LoadExtended = (
  loading: Loading,
  path: string,
  scope: Scope,
  place: Node,
) => ExtendedFile | undefined;

interface Extending {
  readonly loading: Loading;
  readonly scope: Scope;
  /** The file that the layer comes from, as messages and cycles name it. */
  readonly file: string;
  readonly load: LoadExtended;
}

/** The services of one file, resolved as they are asked for. */
interface Services {
  readonly entries: Map<string, Node>;
  readonly marks: readonly ComposePath[];
}

type Chain = readonly (readonly [file: string, service: string])[];

/** The layer with every service's base merged under it. */
export function extendServices(
  layer: { readonly root: MapNode; readonly marks: readonly ComposePath[] },
  extending: Extending,
): MapNode {
  const { root, marks } = layer;
  const section = root.map.get('services');
  if (section === undefined) return root;
  if (section.kind !== 'map') {
    wrongType(section, ['a mapping'], trailInto(extending.loading.findings, ['services']));
    return root;
  }
  const services: Services = { entries: new Map(section.map), marks };
  for (const name of section.map.keys()) resolve(name, services, [], extending);
  return withEntry(root, 'services', mapNode(services.entries, section));
}

/** The service with its bases merged; undefined if it is none or if its bases cannot be found. */
function resolve(name: string, services: Services, chain: Chain, extending: Extending): Node | undefined {
  const service = services.entries.get(name);
  if (service === undefined || isNull(service)) return undefined;
  if (service.kind !== 'map') {
    wrongType(service, ['a mapping'], trailInto(extending.loading.findings, ['services', name]));
    return undefined;
  }
  const reference = service.map.get('extends');
  if (reference === undefined) return service;
  const found = findBase({ name, reference, services, chain }, extending);
  if (found === undefined) return service;
  const base = resolve(found.service, found.services, found.chain, extending);
  if (base === undefined) return service;
  const source = deleteMarkedIn(['services', name], filledOut(base), services.marks);
  const trail = trailInto(extending.loading.findings, ['services', name]);
  const merged = source === undefined ? service : merge(serviceSyntax, source, service, trail);
  const result = merged.kind === 'map' ? withoutEntry(merged, 'extends') : merged;
  services.entries.set(name, result);
  return result;
}

/** A service that extends another, and what led to it. */
interface Request {
  readonly name: string;
  readonly reference: Node;
  readonly services: Services;
  readonly chain: Chain;
}

interface Base {
  readonly service: string;
  readonly services: Services;
  readonly chain: Chain;
}

function findBase({ name, reference, services, chain }: Request, extending: Extending): Base | undefined {
  const { loading, file: current } = extending;
  const context = { at: reference.at, path: ['services', name, 'extends'] };
  const service = textOf(reference.kind === 'map' ? entryOf(reference, 'service') : reference) ?? '';
  if (reference.kind === 'map' && textOf(entryOf(reference, 'service')) === undefined) {
    const where = `services.${name}.extends`;
    loading.findings.push(diagnose('missing-key', { key: 'service', where }, context));
    return undefined;
  }
  const fileNode = entryOf(reference, 'file');
  const file = fileNode === undefined || isNull(fileNode) ? undefined : textOf(fileNode);
  const from =
    file === undefined || fileNode === undefined ? services : servicesOf(file, fileNode, extending);
  if (from === undefined) return undefined;
  const place = file ?? current;
  if (!from.entries.has(service)) {
    loading.findings.push(
      diagnose(
        'extended-service-not-found',
        {
          name,
          service,
          file: sourceName(absolutePath(place, loading.directory), loading.directory),
          ...suggest(
            service,
            [...from.entries.keys()].filter((known) => known !== name),
          ),
        },
        context,
      ),
    );
    return undefined;
  }
  const cyclic = chain.some(([seenFile, seenName]) => seenFile === place && seenName === name);
  const extended: Chain = [...chain, [place, name]];
  if (cyclic) {
    const steps = extended.map(([at, step]) => `${step} in ${at}`);
    loading.findings.push(diagnose('extends-cycle', { chain: steps }, context));
    return undefined;
  }
  return { service, services: from, chain: extended };
}

function servicesOf(path: string, place: Node, { loading, scope, load }: Extending): Services | undefined {
  if (isRemoteResource(path)) {
    const values = { path, what: 'the file to extend from' };
    loading.findings.push(diagnose('remote-resource', values, { at: place.at }));
    return undefined;
  }
  const loaded = load(loading, path, scope, place);
  return loaded && { entries: new Map(loaded.services), marks: loaded.marks };
}

/** The folder of a file to extend from, seen from the scope's folder: what its relative paths start from. */
export function extendedBase(path: string, scope: Scope, directory: string): string {
  const folder = absolutePath(scope.folder, directory);
  return relative(folder, dirname(absolutePath(path, folder))) || '.';
}
