import type { Service } from '../compose/project.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { autoscaling, maxPercent, minPercent } from '../keys/extension/service-keys.js';
import type { Decided, RolloutPlan } from '../model/deployment-plan.js';
import { persistentMounts } from '../compose/persistent-mounts.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';
import { taskKind } from './task-kind.js';
import { mountersOf } from './volume-mounters.js';

/** How many tasks ECS keeps running; undefined: autoscaling owns the number, whatever `deploy.replicas` says. */
export function desiredCount(planning: Planning, name: string): Decided<number> | undefined {
  return scalesTo(planning, name) === undefined ? statedCount(planning, name) : undefined;
}

function scalesTo({ project }: Planning, name: string): number | undefined {
  return stated(project.services[name]?.deploy, autoscaling)?.max;
}

function scalesFrom({ project }: Planning, name: string): number | undefined {
  return stated(project.services[name]?.deploy, autoscaling)?.min;
}

/** How many tasks the Compose file asks for: `deploy.replicas`, else `scale`, else one. */
export function statedCount(planning: Planning, name: string): Decided<number> {
  const service = planning.project.services[name];
  const replicas = service?.deploy?.replicas;
  if (replicas !== undefined) {
    return planning.decided(
      replicas,
      ['services', name, 'deploy', 'replicas'],
      `deploy.replicas ${replicas}`,
    );
  }
  const scale = service?.scale;
  return scale === undefined
    ? planning.decided(1, ['services', name], 'no replicas are stated')
    : planning.decided(scale, ['services', name, 'scale'], `scale ${scale}`);
}

/**
 * How a new revision of a task replaces the old: what `update_config` of its first service says; else stop-first for one
 * replica that alone keeps writing a persistent volume, because two such tasks would write the same files; else
 * start-first.
 */
export function rollout(
  planning: Planning,
  members: readonly [string, ...string[]],
): Found<Decided<RolloutPlan>> {
  const [name] = members;
  const service = planning.project.services[name] as Service;
  const config = service.deploy?.update_config;
  const path = ['services', name, 'deploy', 'update_config'];
  const count = statedCount(planning, name).value;
  const most = scalesTo(planning, name);
  const writer = soleWriter(planning, members, most ?? count);
  // Percentages must let a deployment proceed with the fewest tasks that autoscaling may have left.
  const fewest = most === undefined ? count : (scalesFrom(planning, name) ?? Math.min(most, count));
  const asked = config === undefined ? undefined : percents(config, fewest);
  if (asked === undefined) {
    return found(
      writer ??
        planning.decided(plan(100, 200), ['services', name], 'a new task starts before the old one stops'),
    );
  }
  const diagnostics: Diagnostic[] = [];
  const values = { service: name, count: Math.max(1, fewest), min: asked.min, max: asked.max };
  if (isStuck(asked, most ?? count))
    diagnostics.push(planning.finding('rollout-never-proceeds', values, path));
  else if (isStuck(asked, fewest))
    diagnostics.push(planning.finding('rollout-waits-for-tasks', values, path));
  if (writer !== undefined && asked.max > 100) {
    diagnostics.push(planning.finding('two-writers-while-rolling', { service: name }, path));
  }
  return found(planning.decided(plan(asked.min, asked.max), path, asked.because), diagnostics);
}

/** Whether ECS may neither stop nor start one of so many tasks: it rounds the minimum up and the maximum down. */
function isStuck({ min, max }: Percents, tasks: number): boolean {
  const running = Math.max(1, tasks);
  return Math.ceil((running * min) / 100) >= running && Math.floor((running * max) / 100) <= running;
}

interface Percents {
  readonly min: number;
  readonly max: number;
  readonly because: string;
}

/** `parallelism: 0` replaces all tasks at once, as in Compose. Undefined: the configuration says nothing about it. */
function percents(
  config: NonNullable<NonNullable<Service['deploy']>['update_config']>,
  replicas: number,
): Percents | undefined {
  const { parallelism, order } = config;
  const percent = { min: stated(config, minPercent), max: stated(config, maxPercent) };
  if (
    parallelism === undefined &&
    order === undefined &&
    percent.min === undefined &&
    percent.max === undefined
  ) {
    return undefined;
  }
  const count = Math.max(1, replicas);
  const atOnce = parallelism ?? (order === 'stop-first' ? 1 : undefined);
  const step = atOnce === undefined ? undefined : Math.min(atOnce === 0 ? count : atOnce, count);
  const below = step === undefined ? 0 : Math.floor(((count - step) * 100) / count);
  const above = step === undefined ? 200 : Math.ceil(((count + step) * 100) / count);
  const [min, max] =
    order === 'stop-first'
      ? [below, 100]
      : order === 'start-first'
        ? [100, above]
        : step === undefined
          ? [100, 200]
          : [below, above];
  const because = [
    ...(order === undefined ? [] : [`order ${order}`]),
    ...(parallelism === undefined ? [] : [`parallelism ${parallelism}`]),
    ...(percent.min === undefined ? [] : [`x-aws-min_percent ${percent.min}`]),
    ...(percent.max === undefined ? [] : [`x-aws-max_percent ${percent.max}`]),
  ].join(', ');
  return { min: percent.min ?? min, max: percent.max ?? max, because };
}

/** The rollout of one task whose services alone write a persistent volume; undefined: it is none, or there are several. */
export function soleWriter(
  planning: Planning,
  members: readonly string[],
  replicas: number,
): Decided<RolloutPlan> | undefined {
  if (replicas !== 1) return undefined;
  const [mount] = members.flatMap((service) =>
    persistentMounts(planning, service)
      .filter(({ volume, readOnly: isRead }) => {
        // What runs to its end writes before or beside the tasks that roll, as it would in Compose.
        const writers = mountersOf(planning, volume).filter(
          (one) => !one.readOnly && taskKind(planning, one.service).value === 'service',
        );
        return !isRead && writers.every((writer) => members.includes(writer.service));
      })
      .map((each) => ({ service, ...each })),
  );
  if (mount === undefined) return undefined;
  const { service, volume, index } = mount;
  const because = `one task alone writes volume ${volume}`;
  return planning.decided(plan(0, 100), ['services', service, 'volumes', index], because);
}

function plan(minimumHealthyPercent: number, maximumPercent: number): RolloutPlan {
  return { minimumHealthyPercent, maximumPercent, availabilityZoneRebalancing: maximumPercent > 100 };
}
