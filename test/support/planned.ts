import { treatedBinds } from '../../lib/compose/bind-mounts.js';
import type { FileSystem } from '../../lib/compose/file-system.js';
import { initImage, initServices, looksUpNames, needsInitImage } from '../../lib/compose/init-image.js';
import { loadProject } from '../../lib/compose/load.js';
import { logRouterImage, logRouterReference, logRouterServices } from '../../lib/compose/log-router.js';
import type { LoadedProject } from '../../lib/compose/project.js';
import type { Diagnostic, DiagnosticCode, Sources } from '../../lib/diagnostics/diagnostic.js';
import type { Bindings } from '../../lib/model/bindings.js';
import type { DeploymentPlan, ServicePlan } from '../../lib/model/deployment-plan.js';
import type { ImageFacts, ResolvedImage } from '../../lib/model/image-lock.js';
import type { PlanOptions } from '../../lib/plan/plan-options.js';
import { planDeployment } from '../../lib/plan/plan.js';

/** What a plan is made from beside Compose files. */
export interface Given {
  readonly bindings?: Bindings;
  readonly options?: PlanOptions;
  /** What the image lock knows of services' images; `'missing'`: it lacks the image. */
  readonly images?: Readonly<Record<string, ImageFacts | 'missing'>>;
}

interface Planned {
  readonly plan: DeploymentPlan;
  readonly service: (name: string) => ServicePlan;
  /** Codes of what was found, sorted, without the routine remark about task sizes. */
  readonly codes: readonly DiagnosticCode[];
  readonly messages: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

/** Plans a Compose file, or several by their names in the order of merging. Every image is in the lock, unless the test says otherwise. */
export function planned(
  text: string | Readonly<Record<string, string>>,
  { bindings, options, images }: Given = {},
): Planned {
  const loaded = load(typeof text === 'string' ? { 'compose.yaml': text } : text);
  const services = {
    ...loaded.project.services,
    ...(initServices(loaded.project).length === 0 ? {} : { [initImage]: { image: undefined } }),
    ...(logRouterServices(loaded.project).length === 0
      ? {}
      : { [logRouterImage]: { image: logRouterReference } }),
  };
  const resolved = Object.fromEntries(
    Object.entries(services).map(([name, service]) => [
      name,
      resolvedImage(name, service.image, withoutFolders(loaded, name, images?.[name] ?? {})),
    ]),
  );
  const mounting = { project: loaded.project, binds: treatedBinds(loaded, resolved) };
  const looksUp = options?.vpc === 'given' && looksUpNames(loaded.project);
  if (!looksUp && !needsInitImage(mounting, resolved)) delete resolved[initImage];
  const { value, diagnostics } = planDeployment(loaded, resolved, bindings ?? { version: 1 }, options);
  if (value === undefined) throw new Error('no plan');
  const told = diagnostics.filter(({ code }) => code !== 'task-size-assumed');
  return {
    plan: value,
    service: (name) => {
      const service = value.services.find((candidate) => candidate.name === name);
      if (service === undefined) throw new Error(`no service ${name} in the plan`);
      return service;
    },
    codes: told.map(({ code }) => code).toSorted(),
    messages: told.map(({ message }) => message),
    diagnostics,
    sources: loaded.sources,
  };
}

/** Unless the test says otherwise, pulled images have nothing where volumes are mounted. */
function withoutFolders(
  { project }: LoadedProject,
  name: string,
  facts: ImageFacts | 'missing',
): ImageFacts | 'missing' {
  if (facts === 'missing') return facts;
  const targets = (project.services[name]?.volumes ?? []).map(({ target }) => target);
  const folders = Object.fromEntries(targets.map((target) => [target, { holds: 'nothing' } as const]));
  return { folders, ...facts };
}

function resolvedImage(
  name: string,
  reference: string | undefined,
  facts: ImageFacts | 'missing',
): ResolvedImage {
  const [repository = '', tag = 'latest'] = (reference ?? '').split(':');
  const locked =
    facts === 'missing'
      ? undefined
      : {
          digest: `sha256:${'0'.repeat(64)}`,
          platforms: ['linux/amd64', 'linux/arm64'],
          services: [name],
          config: facts,
        };
  return {
    from: reference === undefined ? 'build' : 'registry',
    key: reference === undefined ? `c-${name}` : `docker.io/library/${reference}`,
    repository: reference === undefined ? undefined : `docker.io/library/${repository}`,
    tag: reference === undefined ? `c-${name}` : tag,
    digest: locked?.digest,
    locked,
  };
}

function load(texts: Readonly<Record<string, string>>): LoadedProject {
  const textAt = (path: string) =>
    path.startsWith('/shop/') ? texts[path.slice('/shop/'.length)] : undefined;
  const files: FileSystem = {
    read: (path) => {
      const text = textAt(path);
      return text === undefined ? { kind: 'missing' } : { kind: 'file', text };
    },
    kind: (path) => (textAt(path) === undefined ? 'missing' : 'file'),
    realPath: (path) => path,
  };
  const { value, diagnostics } = loadProject(
    {
      files: Object.keys(texts).map((name) => `/shop/${name}`),
      projectDirectory: '/shop',
      name: undefined,
      environment: new Map(),
      profiles: [],
    },
    files,
  );
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}
