import { stated } from '../keys/extension/extension-key.js';
import { capacity as key } from '../keys/extension/service-keys.js';
import type { CapacityShare, Decided } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';

const PROVIDERS = { 'on-demand': 'FARGATE', spot: 'FARGATE_SPOT' } as const;

/** The capacity providers of a service's tasks: `x-aws-capacity`, else on demand. */
export function capacity(planning: Planning, name: string): Found<Decided<readonly CapacityShare[]>> {
  const asked = stated(planning.project.services[name], key);
  const path = ['services', name, 'x-aws-capacity'];
  if (asked === 'spot' || asked === 'on-demand') {
    return found(planning.decided([{ provider: PROVIDERS[asked], weight: 1 }], path, `${key.key} ${asked}`));
  }
  if (asked === undefined) {
    return found(
      planning.decided([{ provider: 'FARGATE', weight: 1 }], ['services', name], 'on demand by default'),
    );
  }
  const { base, ...weights } = asked;
  const shares = (['on-demand', 'spot'] as const).flatMap((kind): readonly CapacityShare[] => {
    const weight = weights[kind] ?? 0;
    // The base, where there is one, is on demand: what Spot takes away leaves that many tasks.
    const share = { provider: PROVIDERS[kind], weight };
    if (kind === 'on-demand' && base !== undefined) return [{ ...share, base }];
    return weight > 0 ? [share] : [];
  });
  // ECS refuses a strategy whose weights are all 0, whatever its base.
  return found(
    planning.decided(shares, path, key.key),
    shares.some(({ weight }) => weight > 0)
      ? []
      : [planning.finding('capacity-without-share', { service: name }, path)],
  );
}
