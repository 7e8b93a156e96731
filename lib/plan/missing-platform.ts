import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { loadBalancer, vpc } from '../keys/extension/project-keys.js';
import type { MissingBinding } from '../model/deployment-plan.js';
import { existingLoadBalancer } from './existing-load-balancer.js';
import { namedVpc } from './existing-vpc.js';
import type { PublishedPort } from './exposure.js';
import { found, gatherList, type Found } from './found.js';
import { lacking, type Missing } from './lacking.js';
import type { Planning } from './planning.js';

/**
 * What the project names and only the network knows: the VPC's subnets, the load balancer's groups, certificates and
 * zones by their names. Told now, with the command that tells it, and refused when it is deployed.
 */
export function missingPlatform(
  planning: Planning,
  ports: readonly PublishedPort[],
): Found<readonly MissingBinding[]> {
  const missing = [
    ...missingVpc(planning),
    ...missingLoadBalancer(planning),
    ...ports.flatMap(({ tls }) => tls?.missing ?? []),
  ];
  const seen = new Set<string>();
  const parts = gatherList(
    missing
      .filter(({ binding }) => !seen.has(binding) && seen.add(binding))
      .map(({ what, sentence, binding, command, path }) =>
        found({ what, sentence }, [
          planning.finding('binding-missing', { what, binding, command, file: planning.bindingsFile }, path),
        ]),
      ),
  );
  return found(parts.value, [...parts.diagnostics, ...contradictions(planning)]);
}

/** A load balancer of another VPC, or of another name than the bindings describe. */
function contradictions(planning: Planning): readonly Diagnostic[] {
  const named = existingLoadBalancer(planning);
  if (named === undefined) return [];
  const { name, path, other } = named;
  const hasVpc = namedVpc(planning) !== undefined || planning.options.vpc === 'given';
  return [
    ...(hasVpc ? [] : [planning.finding('load-balancer-in-other-vpc', { name }, path)]),
    ...(other === undefined
      ? []
      : [
          planning.finding(
            'binding-of-another',
            { what: 'load balancer', asked: name, bound: other, file: planning.bindingsFile },
            path,
          ),
        ]),
  ];
}

function missingVpc(planning: Planning): readonly Missing[] {
  const named = namedVpc(planning);
  const isBrought = planning.options.vpc === 'given';
  if (named === undefined || isBrought || planning.bindings.vpc !== undefined) return [];
  const command = `aws ec2 describe-subnets --filters Name=vpc-id,Values=${named}`;
  return [
    lacking(planning, {
      what: `VPC ${named}`,
      binding: 'vpc with its id, availabilityZones and subnets',
      command,
      path: [vpc.key],
    }),
  ];
}

function missingLoadBalancer(planning: Planning): readonly Missing[] {
  const named = existingLoadBalancer(planning);
  if (named === undefined || named.plan !== undefined || named.other !== undefined) return [];
  const by = named.name.startsWith('arn:') ? '--load-balancer-arns' : '--names';
  const command = `aws elbv2 describe-load-balancers ${by} ${named.name}`;
  const what = `load balancer ${named.name}`;
  return [
    lacking(planning, {
      what,
      binding: 'loadBalancer with its arn and securityGroups',
      command,
      path: [loadBalancer.key],
    }),
  ];
}
