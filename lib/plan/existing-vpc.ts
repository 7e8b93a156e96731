import { stated } from '../keys/extension/extension-key.js';
import { publicIp, subnets, vpc } from '../keys/extension/project-keys.js';
import type { VpcPlan } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';

type ExistingVpc = Omit<Extract<VpcPlan, { kind: 'existing' }>, 'addedSearchDomain'>;

/**
 * The VPC that `x-aws-vpc` names, with what the bindings know of it. Undefined: none is named, or nothing is known of
 * it; a deployment is then refused.
 */
export function existingVpc(planning: Planning): Found<ExistingVpc | undefined> {
  const named = namedVpc(planning);
  const bound = planning.bindings.vpc;
  if (named === undefined || bound === undefined) return found(undefined);
  const path = [vpc.key];
  if (bound.id !== named) {
    const values = { what: 'VPC', asked: named, bound: bound.id, file: planning.bindingsFile };
    return found(undefined, [planning.finding('binding-of-another', values, path)]);
  }
  const { availabilityZones, publicSubnets = [], privateSubnets = [] } = bound;
  const place = stated(planning.project, subnets);
  const chosen =
    place === undefined
      ? planning.decided(
          privateSubnets.length > 0 ? privateSubnets : publicSubnets,
          path,
          privateSubnets.length > 0 ? 'private subnets' : 'there are only public subnets',
        )
      : planning.decided(
          place === 'public' ? publicSubnets : place === 'private' ? privateSubnets : place,
          [subnets.key],
          `${subnets.key} ${typeof place === 'string' ? place : place.join(', ')}`,
        );
  const isPublic = chosen.value.some((subnet) => publicSubnets.includes(subnet));
  const address = stated(planning.project, publicIp);
  const value: ExistingVpc = {
    kind: 'existing',
    id: planning.decided(named, path, `${vpc.key} ${named}`),
    cidr: bound.cidr,
    availabilityZones,
    publicSubnets,
    privateSubnets,
    subnets: chosen,
    publicIp:
      address === undefined
        ? planning.decided(isPublic, chosen.cause.path, isPublic ? 'in public subnets' : 'in private subnets')
        : planning.decided(address, [publicIp.key], `${publicIp.key} ${address}`),
  };
  const problem = problemOf(value);
  return found(
    value,
    problem === undefined
      ? []
      : [planning.finding('vpc-broken', { problem, file: planning.bindingsFile }, path)],
  );
}

/** The id in `x-aws-vpc`, which may be an ARN. */
export function namedVpc({ project }: Planning): string | undefined {
  return stated(project, vpc)?.split('/').at(-1);
}

function problemOf({
  availabilityZones: zones,
  publicSubnets,
  privateSubnets,
  subnets: chosen,
}: ExistingVpc): string | undefined {
  const uneven = [publicSubnets, privateSubnets].some(
    ({ length }) => length % Math.max(1, zones.length) !== 0,
  );
  if (zones.length === 0) return 'names no availability zone';
  if (uneven) return `has ${zones.length} zones, but not the same number of subnets in each`;
  if (chosen.value.length === 0) return 'names no subnet for the tasks';
  const strange = chosen.value.find((id) => !publicSubnets.includes(id) && !privateSubnets.includes(id));
  return strange === undefined ? undefined : `does not know subnet ${strange}`;
}
