import type { ServiceConnectPlan } from '../model/deployment-plan.js';
import type { Line } from './page.js';

/** How a service is reached through Service Connect, and which others it reaches. */
export function serviceConnectLines(plan: ServiceConnectPlan | undefined): readonly Line[] {
  if (plan === undefined) return [];
  const names = [...new Set(plan.endpoints.map(({ dnsName }) => dnsName))];
  return [
    ...names.map((name) => {
      const of = plan.endpoints.filter(({ dnsName }) => dnsName === name);
      return {
        label: 'reached as',
        decision: `${name}:${of.map(({ port }) => port).join(', ')}, through Service Connect`,
        cause: of[0]?.cause ?? plan.cause,
      };
    }),
    ...plan.reaches.map(({ value, cause }) => ({
      label: 'reaches',
      decision: `${value}, through Service Connect`,
      cause,
    })),
  ];
}
