import { hasErrors } from '../diagnostics/diagnostic.js';
import { projectSyntax } from '../keys/index.js';
import type { MapNode } from '../syntax/node.js';
import { trailInto } from '../syntax/trail.js';
import { checkConsistency } from './consistency.js';
import { checkContainerNames } from './container-names.js';
import { checkDependencyCycles } from './dependency-cycles.js';
import { resolveEnvironmentFiles, resolveLabelFiles } from './environment-files.js';
import type { Environment } from './env-files.js';
import { guarded, isIncomplete, related } from './guarded.js';
import type { Loading } from './loading.js';
import { nodeSpans } from './node-spans.js';
import { selectByProfiles } from './profiles.js';
import type { Selection } from './profiles.js';
import type { LoadedProject, Project, Service } from './project.js';
import { pruneResources } from './prune.js';
import { checkReferences } from './references.js';
import { selectServices } from './select-services.js';

/** The project as nodes, complete and normalized. */
export interface Model {
  readonly tree: MapNode;
  readonly name: string;
  readonly isNameGiven: boolean;
  readonly environment: Environment;
}

/** Reads the nodes into types, then selects, checks and completes services. Undefined if there are errors. */
export function readProject(
  loading: Loading,
  { tree, name, isNameGiven, environment }: Model,
  profiles: readonly string[],
): LoadedProject | undefined {
  const { findings, switches, directory } = loading;
  let read: ReturnType<typeof projectSyntax.read>;
  guarded(loading, () => {
    read = projectSyntax.read(tree, trailInto(findings));
    return tree;
  });
  if (read === undefined || isIncomplete(loading)) return undefined;
  const spans = nodeSpans(tree);
  const { services = {}, version: _version, include: _include, ...rest } = read;
  const whole = { ...rest, name, services } as Project;
  const selection = selectByProfiles(services, profiles);
  const consistency = { project: whole, selection, spans, findings };
  if (switches.consistency !== false)
    related(loading, () => {
      checkReferences(consistency);
      checkConsistency(consistency);
      checkDependencyCycles(consistency);
    });
  const selected = selectServices(selection, switches);
  findings.push(...selected.diagnostics);
  const kept = selected.value ?? selection;
  const enabled = completed(kept, { ...loading, environment, spans });
  related(loading, () => checkContainerNames({ ...consistency, selection: kept }));
  if (hasErrors(findings)) return undefined;
  const project = { ...whole, services: enabled };
  return {
    project: switches.allResources === true ? project : pruneResources(project),
    spans,
    sources: loading.sources,
    directory,
    isNameGiven,
    environment,
    profiles: profilesOf(services),
    layers: loading.layers,
    environmentFiles: loading.environmentFiles,
    tree,
  };
}

type Completing = Loading & Pick<LoadedProject, 'spans' | 'environment'>;

/** The enabled services with the variables and labels that files give them. */
function completed({ enabled }: Selection, completing: Completing): Readonly<Record<string, Service>> {
  const resolves = completing.switches.resolveEnvironment !== false;
  return Object.fromEntries(
    Object.entries(enabled).map(([name, service]) => {
      const scaled = withScale(service);
      const variables = resolves ? resolveEnvironmentFiles(name, scaled, completing) : scaled;
      return [name, resolveLabelFiles(name, variables, completing)];
    }),
  );
}

// `scale` is the older word; Compose copies it to where the newer one stands.
function withScale(service: Service): Service {
  return service.scale === undefined || service.deploy === undefined
    ? service
    : { ...service, deploy: { ...service.deploy, replicas: service.scale } };
}

function profilesOf(services: Readonly<Record<string, Service>>): readonly string[] {
  return [...new Set(Object.values(services).flatMap(({ profiles = [] }) => profiles))].toSorted();
}
