import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Cause, Decided, NamespacePlan } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import { deploymentName, ecsName } from './identity.js';
import { claimsOf, type Claim } from './name-claims.js';
import { domainOf } from './name-domains.js';
import type { Planning } from './planning.js';
import { taskKind } from './task-kind.js';

/** Of a domain name (RFC 1035), and of a Cloud Map service. */
const LONGEST_LABEL = 63;
const LONGEST_NAME = 127;

/** The private DNS namespace of the project. Not `.local`: multicast DNS owns that name. */
export function namespace(planning: Planning): NamespacePlan {
  const { project, options } = planning;
  return {
    domain: `${deploymentName(project.name, options.environment)}.internal`,
    cause: causeOfName(planning),
  };
}

function causeOfName(planning: Planning): Cause {
  const path = ['name'];
  if (planning.isNameGiven)
    return { because: 'given with --project-name or COMPOSE_PROJECT_NAME', path, place: undefined };
  return planning.isWritten(path)
    ? planning.cause(path, `name ${planning.project.name}`)
    : { because: 'the project is named after its folder', path, place: undefined };
}

/**
 * The names under which services reach each other, by service: its own, its network aliases, its `container_name`, its
 * `hostname`, and what others call it in `links`. Compose scopes aliases to a network and links to one service; a
 * namespace does not, so a name that two services claim is refused unless both claim it as an alias.
 */
export function names(planning: Planning): Found<Readonly<Record<string, readonly Decided<string>[]>>> {
  const { services } = planning.project;
  const diagnostics: Diagnostic[] = [];
  const byService: Record<string, readonly Decided<string>[]> = {};
  const owner = new Map(
    Object.keys(services).flatMap((name) => [name, ownLabel(name)].map((each) => [each.toLowerCase(), name])),
  );
  for (const name of Object.keys(services).toSorted()) {
    const twin = owner.get(ownLabel(name).toLowerCase());
    if (twin !== undefined && twin !== name) {
      diagnostics.push(
        planning.finding('name-taken', { name, service: name, other: twin }, ['services', name]),
      );
    }
    // What runs to its end is registered nowhere; a name with dots is looked at among the claims.
    if (!name.includes('.') && !isLabel(name) && taskKind(planning, name).value === 'service') {
      const values = { name, service: name, domain: undefined };
      diagnostics.push(planning.finding('name-not-resolvable', values, ['services', name]));
    }
    const own = planning.decided(ownLabel(name), ['services', name], `service ${name}`);
    const claims: readonly Claim[] = [
      { name, path: ['services', name], because: `service ${name}`, isIncidental: false },
      ...claimsOf(planning, name),
    ];
    const taken = new Set([own.value.toLowerCase()]);
    const others = claims.flatMap((claim) => {
      const called = withoutNamespace(planning, claim.name);
      const key = called.toLowerCase();
      if (taken.has(key)) return [];
      taken.add(key);
      const rival = owner.get(key);
      const isTaken = rival !== undefined && rival !== name;
      if (!isTaken && isResolvable(planning, called)) {
        return [planning.decided(called, claim.path, claim.because)];
      }
      const values = { name: claim.name, service: name };
      if (claim.isIncidental) return [];
      diagnostics.push(
        isTaken
          ? planning.finding('name-taken', { ...values, other: rival }, claim.path)
          : planning.finding(
              claim.because === 'container_name' ? 'container-name-not-resolvable' : 'name-not-resolvable',
              { ...values, domain: parentOf(called) },
              claim.path,
            ),
      );
      return [];
    });
    byService[name] = [own, ...others];
  }
  return found(byService, diagnostics);
}

/** The label by which ECS registers a service: its name, made fit where it has dots. */
function ownLabel(name: string): string {
  if (!name.includes('.')) return name;
  const fit = ecsName(name);
  return fit.length <= LONGEST_LABEL ? fit : `${fit.slice(0, LONGEST_LABEL - 9)}${fit.slice(-9)}`;
}

/** A name without the project's own domain at its end, below which it stands anyway. */
function withoutNamespace(planning: Planning, name: string): string {
  const { domain } = namespace(planning);
  return name.toLowerCase().endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : name;
}

/** Cloud Map takes letters, digits, `-` and `_`, which Compose names use; dots only where the name has a zone. */
function isResolvable(planning: Planning, name: string): boolean {
  const isName = name.length <= LONGEST_NAME && name.split('.').every(isLabel);
  return isName && (!name.includes('.') || domainOf(planning, name) !== undefined);
}

function isLabel(label: string): boolean {
  return label.length <= LONGEST_LABEL && /^[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?$/.test(label);
}

/** The domain that a name with dots is in; undefined of a name that no zone can hold either. */
function parentOf(name: string): string | undefined {
  const [first = '', ...rest] = name.split('.');
  return rest.length > 0 && [first, ...rest].every(isLabel) ? rest.join('.') : undefined;
}
