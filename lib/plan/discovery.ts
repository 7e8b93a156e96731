import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import type { Decided, NamespacePlan } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import { deploymentName } from './identity.js';
import type { Planning } from './planning.js';

/** The private DNS namespace of the project. Not `.local`: multicast DNS owns that name. */
export function namespace(planning: Planning): NamespacePlan {
  const { project, options } = planning;
  const because = planning.isWritten(['name'])
    ? `name ${project.name}`
    : 'the project is named after its folder';
  return {
    domain: `${deploymentName(project.name, options.environment)}.internal`,
    cause: planning.isWritten(['name'])
      ? planning.cause(['name'], because)
      : { because, path: ['name'], place: undefined },
  };
}

/**
 * The names under which services reach each other, by service: its own, its network aliases, its `container_name`, and
 * what others call it in `links`. Compose scopes aliases to a network and links to one service; a namespace does not,
 * so a name that two services claim is refused unless both claim it as an alias.
 */
export function names(planning: Planning): Found<Readonly<Record<string, readonly Decided<string>[]>>> {
  const { services } = planning.project;
  const diagnostics: Diagnostic[] = [];
  const byService: Record<string, readonly Decided<string>[]> = {};
  const owner = new Map(Object.keys(services).map((name) => [name.toLowerCase(), name]));
  for (const name of Object.keys(services).toSorted()) {
    const claims = [
      { name, path: ['services', name], because: `service ${name}` },
      ...claimsOf(planning, name),
    ];
    const taken = new Set<string>();
    byService[name] = claims.flatMap((claim) => {
      const key = claim.name.toLowerCase();
      if (taken.has(key)) return [];
      taken.add(key);
      const rival = owner.get(key);
      if (rival !== undefined && rival !== name) {
        diagnostics.push(
          planning.finding('name-taken', { name: claim.name, service: name, other: rival }, claim.path),
        );
        return [];
      }
      if (!isLabel(claim.name)) {
        const code =
          claim.path.at(-1) === 'container_name' ? 'container-name-not-resolvable' : 'name-not-resolvable';
        diagnostics.push(planning.finding(code, { name: claim.name, service: name }, claim.path));
        return [];
      }
      return [planning.decided(claim.name, claim.path, claim.because)];
    });
  }
  return found(byService, diagnostics);
}

interface Claim {
  readonly name: string;
  readonly path: ComposePath;
  readonly because: string;
}

function claimsOf(planning: Planning, name: string): readonly Claim[] {
  const { services } = planning.project;
  const service = services[name];
  const aliases = Object.entries(service?.networks ?? {}).flatMap(([network, attachment]) =>
    (attachment?.aliases ?? []).map((alias, index) => ({
      name: alias,
      path: ['services', name, 'networks', network, 'aliases', index],
      because: `alias on network ${network}`,
    })),
  );
  const container = service?.container_name;
  const linked = Object.entries(services).flatMap(([other, { links }]) =>
    (links ?? []).flatMap((link, index) => {
      const [target, alias] = link.split(':');
      return target === name && alias !== undefined
        ? [{ name: alias, path: ['services', other, 'links', index], because: `links of ${other}` }]
        : [];
    }),
  );
  return [
    ...aliases,
    ...(container === undefined
      ? []
      : [{ name: container, path: ['services', name, 'container_name'], because: 'container_name' }]),
    ...linked,
  ];
}

/** One DNS label; Cloud Map also takes `_`, which Compose names use. A name with dots would be another domain. */
function isLabel(name: string): boolean {
  return /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/.test(name);
}
