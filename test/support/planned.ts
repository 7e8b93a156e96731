import { isMap, isPair, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import type { LoadedProject, Project } from '../../lib/compose/project.js';
import { spanIndex, type SpanTree } from '../../lib/compose/span-index.js';
import type { DiagnosticCode } from '../../lib/diagnostics/diagnostic.js';
import type { Bindings } from '../../lib/model/bindings.js';
import type { DeploymentPlan, ServicePlan } from '../../lib/model/deployment-plan.js';
import type { ImageFacts, ResolvedImage } from '../../lib/model/image-lock.js';
import type { PlanOptions } from '../../lib/plan/plan-options.js';
import { planDeployment } from '../../lib/plan/plan.js';

interface Given {
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
}

/** Plans a Compose file in its canonical form. Every image is in the lock, unless the test says otherwise. */
export function planned(text: string, { bindings, options, images }: Given = {}): Planned {
  const loaded = canonical(text);
  const resolved = Object.fromEntries(
    Object.entries(loaded.project.services).map(([name, service]) => [
      name,
      resolvedImage(name, service.image, images?.[name] ?? {}),
    ]),
  );
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
  };
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

function canonical(text: string): LoadedProject {
  const document = parseDocument(text);
  const project = document.toJS() as Project;
  return {
    project: { ...project, name: project.name ?? 'shop' },
    spans: spanIndex(treeOf(document.contents)),
    sources: new Map([['compose.yaml', text]]),
    directory: '/project',
  };
}

function treeOf(node: Node | null, key?: Node): SpanTree {
  const spanOf = (at: Node | null | undefined) =>
    at?.range === undefined || at.range === null
      ? undefined
      : { source: 'compose.yaml', start: at.range[0], end: at.range[1] };
  const parts = isMap(node)
    ? node.items
        .filter((pair) => isPair(pair))
        .map(
          (pair) =>
            [
              String(isScalar(pair.key) ? pair.key.value : ''),
              treeOf(pair.value as Node, pair.key as Node),
            ] as const,
        )
    : isSeq(node)
      ? node.items.map((item, index) => [index, treeOf(item as Node)] as const)
      : [];
  return { key: spanOf(key), value: spanOf(node), parts: new Map<string | number, SpanTree>(parts) };
}
