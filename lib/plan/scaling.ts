import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { autoscaling } from '../keys/extension/service-keys.js';
import type { Decided, ScalingPlan } from '../model/deployment-plan.js';
import type { PublishedPort } from './exposure.js';
import { found, type Found } from './found.js';
import { isHttp } from './listener-port.js';
import type { Planning } from './planning.js';
import { soleWriter, statedCount } from './rollout.js';

/** Target tracking by `x-aws-autoscaling`, which then owns the number of tasks; undefined: it is fixed. */
export function scaling(
  planning: Planning,
  members: readonly [string, ...string[]],
  ports: readonly PublishedPort[],
): Found<Decided<ScalingPlan> | undefined> {
  const [name] = members;
  const asked = stated(planning.project.services[name]?.deploy, autoscaling);
  if (asked === undefined) return found(undefined);
  const path = ['services', name, 'deploy', autoscaling.key];
  const { min, max = 1, cpu, mem, memory = mem, requests } = asked;
  const minimum = min ?? Math.min(max, statedCount(planning, name).value);
  const diagnostics: Diagnostic[] = [];
  if (cpu === undefined && memory === undefined && requests === undefined) {
    diagnostics.push(planning.finding('scaling-without-target', { service: name }, path));
  }
  if (minimum > max) {
    diagnostics.push(planning.finding('scaling-range-empty', { service: name, min: minimum, max }, path));
  }
  if (minimum === 0) diagnostics.push(planning.finding('scaling-stays-at-none', { service: name }, path));
  if (requests !== undefined && !ports.some(isHttp)) {
    diagnostics.push(planning.finding('scaling-without-http-port', { service: name }, [...path, 'requests']));
  }
  const writer = soleWriter(planning, members, 1);
  if (max > 1 && writer !== undefined) {
    diagnostics.push(planning.finding('scaling-of-one-writer', { service: name }, writer.cause.path));
  }
  const targets = [
    ...(cpu === undefined ? [] : [`cpu ${cpu}`]),
    ...(memory === undefined ? [] : [`memory ${memory}`]),
    ...(requests === undefined ? [] : [`requests ${requests}`]),
  ];
  const plan: ScalingPlan = {
    minimum,
    maximum: max,
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memory }),
    ...(requests === undefined ? {} : { requests }),
  };
  return found(planning.decided(plan, path, `${autoscaling.key} ${targets.join(', ')}`), diagnostics);
}
