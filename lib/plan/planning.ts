import { treatedBinds, type TreatedBind } from '../compose/bind-mounts.js';
import { boundVariables } from '../compose/bound-variables.js';
import type { LoadedProject, Project } from '../compose/project.js';
import { secretVariables, type SecretVariables } from '../compose/secret-variables.js';
import {
  diagnose,
  type ComposePath,
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticValues,
} from '../diagnostics/diagnostic.js';
import { placeFinder, printPlace } from '../diagnostics/places.js';
import { type Bindings, bindingsName } from '../model/bindings.js';
import type { Cause, Decided } from '../model/deployment-plan.js';
import type { ResolvedImages } from '../model/image-lock.js';
import { linksByService, type Link } from './links.js';
import type { PlanOptions } from './plan-options.js';
import { mountsByVolume, type MountOfService } from './volume-mounters.js';

/** What every pass sees: the inputs of the plan, and the means to say where a decision or a finding comes from. */
export interface Planning {
  readonly project: Project;
  /** Whether its name is neither of the files nor of the folder. */
  readonly isNameGiven: boolean;
  /** What becomes of every bind mount. */
  readonly binds: readonly TreatedBind[];
  readonly secretVariables: SecretVariables;
  /** By service: variables whose values are not on this machine, but where the bindings say. */
  readonly boundVariables: ReadonlyMap<string, readonly string[]>;
  /** By volume, by the names of the services: the mounts that outlive their tasks. */
  readonly mounts: ReadonlyMap<string, readonly MountOfService[]>;
  /** By service: what `links` of others call it. */
  readonly links: ReadonlyMap<string, readonly Link[]>;
  /** By service: the first that waits until it is done. */
  readonly waiters: ReadonlyMap<string, string>;
  readonly images: ResolvedImages;
  readonly bindings: Bindings;
  /** The name of their file. */
  readonly bindingsFile: string;
  readonly options: PlanOptions;
  /** Whether the Compose file itself has this key or item; what the loader filled in has no place of its own. */
  readonly isWritten: (path: ComposePath) => boolean;
  readonly cause: (path: ComposePath, because: string) => Cause;
  readonly decided: <T>(value: T, path: ComposePath, because: string) => Decided<T>;
  readonly finding: <C extends DiagnosticCode>(
    code: C,
    values: DiagnosticValues<C>,
    path: ComposePath,
  ) => Diagnostic;
}

/** Joins the inputs of a plan with the means to name places. */
export function planning(
  loaded: LoadedProject,
  images: ResolvedImages,
  bindings: Bindings,
  options: PlanOptions,
): Planning {
  const find = placeFinder(loaded.sources);
  const cause = (path: ComposePath, because: string): Cause => {
    const at = loaded.spans.nearest(path);
    return { because, path, place: at === undefined ? undefined : printPlace(find, at) };
  };
  const binds = treatedBinds(loaded, images);
  return {
    project: loaded.project,
    isNameGiven: loaded.isNameGiven,
    binds,
    mounts: mountsByVolume({ project: loaded.project, binds }),
    links: linksByService(loaded.project),
    secretVariables: secretVariables(loaded.project),
    boundVariables: boundVariables(loaded, bindings),
    waiters: waiters(loaded.project),
    images,
    bindings,
    bindingsFile: bindingsName(options.environment),
    options,
    isWritten: (path) => isWritten(loaded, path),
    cause,
    decided: (value, path, because) => ({ value, cause: cause(path, because) }),
    finding: (code, values, path) => diagnose(code, values, { at: loaded.spans.nearest(path), path }),
  };
}

function waiters({ services }: Project): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const name of Object.keys(services).toSorted())
    for (const [dependency, { condition }] of Object.entries(services[name]?.depends_on ?? {}))
      if (condition === 'service_completed_successfully' && !first.has(dependency))
        first.set(dependency, name);
  return first;
}

/** What `links`, `volumes_from` or a shared namespace implies has the place of what implies it. */
function isWritten({ project, spans }: LoadedProject, path: ComposePath): boolean {
  const at = spans.exact(path);
  const [, name, key] = path;
  if (at === undefined || key !== 'depends_on' || path.length !== 4) return at !== undefined;
  const { links = [], volumes_from: from = [] } = project.services[String(name)] ?? {};
  const implying: readonly ComposePath[] = [
    ...links.map((_, index) => ['links', index]),
    ...from.map((_, index) => ['volumes_from', index]),
    ...['network_mode', 'ipc', 'pid'].map((other) => [other]),
  ];
  return !implying.some((other) => {
    const found = [spans.exact, spans.value].map((find) => find(['services', String(name), ...other]));
    return found.some((one) => one?.source === at.source && one.start === at.start);
  });
}
