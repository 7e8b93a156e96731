/** Who reaches whom in the templates of real applications, against what their Compose files say. */
import type { ContainerPlan } from '../../lib/model/container-plan.js';
import { deploymentOf, type Deployment } from '../fargate/deployment.js';
import { get, list, text } from '../fargate/json.js';
import { isReachable } from '../fargate/reachable.js';
import { endpointOf, runsOf, type Run } from '../fargate/run.js';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { applications, type CorpusCase, type ExpectedService } from './corpus-case.js';
import { loadCase } from './load-case.js';
import { mapProject, type Mapped } from './map-project.js';

const traffic = [
  { port: 12_345, protocol: 'tcp' },
  { port: 53, protocol: 'udp' },
] as const;

describeWith(
  sharedMaterial('corpus'),
  'no corpus of real projects',
  'services of real applications',
  (corpus) => {
    const mapped: { readonly each: CorpusCase; readonly of: Mapped }[] = [];
    beforeAll(() => {
      jest.spyOn(console, 'error').mockImplementation(() => undefined);
      for (const each of applications(corpus)) {
        const { value } = loadCase(corpus, each);
        const of = value && mapProject(value);
        if (of?.templates) mapped.push({ each, of });
      }
    }, 120_000);

    test('reach each other over a shared network, and otherwise not', () => {
      expect(mapped.flatMap(({ each, of }) => wrongPairs(each, of))).toEqual([]);
    });

    test('have every name in Cloud Map that Compose gives them', () => {
      const missing = mapped.flatMap(({ each, of }) => {
        const deployment = deploymentOf(of.templates ?? {});
        const names = namesIn(deployment);
        const started = new Set(
          of.plan?.services
            .filter(({ kind }) => kind.value === 'service')
            .flatMap(({ containers }) => containers.map(composeName)),
        );
        return Object.entries(each.expected.services)
          .filter(([name]) => started.has(name))
          .flatMap(([name, service]) => namesOf(name, service))
          .filter((name) => !names.includes(name.toLowerCase()))
          .map((name) => `${each.id}: ${name}`);
      });
      expect(missing).toEqual([]);
    });
  },
);

function wrongPairs({ id, expected }: CorpusCase, { templates = {}, plan }: Mapped): readonly string[] {
  const deployment = deploymentOf(templates);
  const runs = runsOf(deployment).map((run) => ({ run, name: serviceOf(run) }));
  const networksOf = (name: string): readonly string[] => {
    const containers = plan?.services.find((service) => service.name === name)?.containers ?? [];
    return containers.flatMap((container) =>
      Object.keys((expected.services[composeName(container)]?.['networks'] as object) ?? {}),
    );
  };
  return runs.flatMap(({ run, name }) =>
    runs
      .filter((other) => other.name !== name)
      .flatMap((other) => {
        const shared = networksOf(name).some((network) => networksOf(other.name).includes(network));
        return traffic
          .filter((kind) => isReachable(endpointOf(run), endpointOf(other.run), kind, deployment) !== shared)
          .map(
            ({ protocol }) =>
              `${id}: ${name} ${shared ? 'cannot reach' : 'reaches'} ${other.name} by ${protocol}`,
          );
      }),
  );
}

/** The names in a namespace, as tasks look them up: bare in the project's own, in full in all others. */
function namesIn(deployment: Deployment): readonly string[] {
  return deployment.ofType('AWS::ServiceDiscovery::Service').flatMap((service) => {
    const name = text(get(service.properties, 'Name'))?.toLowerCase() ?? '';
    const namespace = deployment.named(get(service.properties, 'NamespaceId'), service);
    return [name, `${name}.${text(get(namespace?.properties, 'Name')) ?? ''}`];
  });
}

/** A container's name is made fit for ECS; what it is for stands in the Compose file under its service's own. */
function composeName({ cause }: ContainerPlan): string {
  return String(cause.path[1]);
}

function serviceOf({ resource }: Run): string {
  return /\/Services\/([^/]+)\//.exec(text(get(resource.entry, 'Metadata', 'aws:cdk:path')) ?? '')?.[1] ?? '';
}

function namesOf(name: string, service: ExpectedService): readonly string[] {
  const networks = (service['networks'] ?? {}) as Readonly<
    Record<string, { aliases?: readonly string[] } | null>
  >;
  const aliases = Object.values(networks).flatMap((network) => network?.aliases ?? []);
  const own = list(service['container_name'] as string | undefined).map(String);
  return Object.keys(networks).length === 0 ? [] : [name, ...own, ...aliases];
}
