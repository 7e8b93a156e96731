/** Findings about names, by which services reach each other. */
import { row } from '../row.js';

export const names = {
  'name-taken': row<{ name: string; service: string; other: string }>({
    severity: 'error',
    summary: 'A network alias, container name or link alias is the name of another service.',
    message: ({ name, service, other }) =>
      name === service
        ? `services '${other}' and '${service}' would have one name in DNS, which knows no capitals`
        : `'${name}' cannot be a name of service '${service}': it is the name of service '${other}'`,
    fix: () => 'names are shared by all networks of the project: use another one',
  }),
  'name-not-resolvable': row<{ name: string; service: string; domain: string | undefined }>({
    severity: 'error',
    summary: 'A service name, network alias or link alias that private DNS cannot hold.',
    message: ({ name, service, domain }) =>
      domain === undefined
        ? `'${name}' cannot be a name of service '${service}': DNS takes letters, digits, - and _ between dots, at most 63 of them`
        : `'${name}' cannot be a name of service '${service}': a private zone for it would hide all else below ${domain} from the VPC`,
    fix: ({ domain }) =>
      domain === undefined
        ? 'use another name'
        : `use a name without dots or below a domain that the internet does not have, such as test; or, if nothing on the internet below ${domain} is needed, say x-aws-private_domains: [${domain}] at the top level`,
  }),
  'container-name-not-resolvable': row<{ name: string; service: string; domain: string | undefined }>({
    severity: 'warning',
    summary: 'A container_name that private DNS cannot hold.',
    message: ({ name, service, domain }) =>
      domain === undefined
        ? `other services cannot reach '${service}' as '${name}': DNS takes letters, digits, - and _ between dots, at most 63 of them`
        : `other services cannot reach '${service}' as '${name}': a private zone for it would hide all else below ${domain} from the VPC`,
    fix: ({ service, domain }) =>
      `let them use '${service}', or a name without dots${domain === undefined ? '' : `; or say x-aws-private_domains: [${domain}] at the top level`}`,
  }),
  'private-domain-unused': row<{ domain: string }>({
    severity: 'warning',
    summary: 'A private domain that no name of a service is below.',
    message: ({ domain }) => `no service has a name below ${domain}, so no private zone is made for it`,
    fix: () => 'remove it from x-aws-private_domains, or give a service an alias below it',
  }),
  'names-need-search-domain': row<{ domain: string }>({
    severity: 'warning',
    summary:
      'In a VPC of others bare service names do not resolve by themselves, and there is no init image that mends it.',
    message: ({ domain }) =>
      `services find each other as '<name>.${domain}'; bare names do not resolve in this VPC`,
    fix: ({ domain }) =>
      `take images from readProject: tasks then add ${domain} to their search list; or use the long names; or give the VPC a DHCP option set with that domain-name, and say so by searchDomain`,
  }),
  'project-name-too-long': row<{ name: string; most: number }>({
    severity: 'error',
    summary: 'The name of the project, with its environment, is longer than a label of a domain name.',
    message: ({ name, most }) =>
      `'${name}' has ${name.length} characters; the domain of the services takes ${most} at most`,
    fix: () => 'choose a shorter name for the project or the environment',
  }),
  'proxy-resolves-once': row<{ service: string; proxy: string; dependencies: readonly string[] }>({
    severity: 'warning',
    summary: 'A proxy that asks for addresses once stands before services whose tasks are replaced.',
    message: ({ service, proxy, dependencies }) =>
      `${proxy} in service '${service}' looks up ${dependencies.join(', ')} once, when it starts, and misses new tasks`,
    fix: () =>
      'set depends_on.restart: true, so that it starts again with them, or configure it to resolve names again',
  }),
};
