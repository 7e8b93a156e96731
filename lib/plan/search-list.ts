import { initImage, looksUpNames } from '../compose/init-image.js';
import { vpc } from '../keys/extension/project-keys.js';
import type { ContainerPlan, Decided } from '../model/deployment-plan.js';
import { namespace } from './discovery.js';
import { namedVpc } from './existing-vpc.js';
import { initContainer, initName } from './init-container.js';
import type { Planning } from './planning.js';

/**
 * The domain that tasks add to their resolver's search list themselves, so that bare service names resolve: in a VPC of
 * others, named by the Compose file or brought along, whose DHCP options are not ours to set. Undefined: the VPC hands
 * it out, nobody is there to be found, or there is no init image to do it with.
 */
export function addedSearchDomain(planning: Planning): Decided<string> | undefined {
  if (!needsSearchDomain(planning) || planning.images[initImage] === undefined) return undefined;
  const { domain } = namespace(planning);
  return planning.options.vpc === 'given'
    ? planning.decided(domain, ['services'], `bare names below ${domain}, in a VPC that is brought along`)
    : planning.decided(domain, [vpc.key], `bare names below ${domain}, in a VPC of others`);
}

/** In a VPC of others, unless its DHCP options are known to have the domain, nothing says where bare names are looked up. */
export function needsSearchDomain(planning: Planning): boolean {
  const { options, project, bindings } = planning;
  const isForeign = options.vpc === 'given' || namedVpc(planning) !== undefined;
  const handedOut = options.searchDomain ?? bindings.vpc?.searchDomain;
  return isForeign && looksUpNames(project) && handedOut !== namespace(planning).domain;
}

/**
 * The containers of the task of these services, the main one first, with the search list extended before any of them
 * starts: the containers of a Fargate task share one resolv.conf, and may write it since platform version 1.4.
 */
export function withSearchList(
  planning: Planning,
  services: readonly [string, ...string[]],
  containers: readonly ContainerPlan[],
): readonly ContainerPlan[] {
  const domain = addedSearchDomain(planning);
  if (domain === undefined) return containers;
  const inits = services.map((service) => initName(planning, service));
  const [main] = services;
  const [name = ''] = inits;
  const known =
    containers.find((container) => container.name === name) ??
    initContainer(planning, main, [{ words: [], mounts: [], secrets: [], cause: domain.cause }]);
  const command = ['search', domain.value, ...(known.settings.command ?? [])];
  const first: ContainerPlan = { ...known, settings: { ...known.settings, command } };
  const waiting = containers
    .filter((container) => container.name !== name)
    .map((container): ContainerPlan => {
      const waits = container.dependsOn.some((dependency) => dependency.container === name);
      return inits.includes(container.name) || waits
        ? container
        : { ...container, dependsOn: [...container.dependsOn, { container: name, condition: 'SUCCESS' }] };
    });
  return [...waiting.slice(0, 1), first, ...waiting.slice(1)];
}
