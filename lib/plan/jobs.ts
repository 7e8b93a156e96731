import { parseDuration, durationSeconds } from '../syntax/grammars/duration.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Decided, JobPlan, SchedulePlan, ServicePlan } from '../model/deployment-plan.js';
import { longestJob } from '../model/longest-job.js';
import { found, type Found } from './found.js';
import { jobRecord } from './identity.js';
import type { Planning } from './planning.js';
import { statedCount } from './rollout.js';
import { scheduleExpression } from './schedule-expression.js';

/** Seconds that a job gets where nothing is stated. */
const ASSUMED_TIMEOUT = 1800;
/** How often a job is tried where `restart: on-failure` states no number, and at most. */
const ASSUMED_ATTEMPTS = 3;
const MOST_ATTEMPTS = 10;

/** What a deployment runs once and waits for. */
export function job(planning: Planning, { name }: ServicePlan): Found<JobPlan> {
  const diagnostics: Diagnostic[] = [];
  const count = statedCount(planning, name);
  if (count.value > 1) {
    diagnostics.push(
      planning.finding('job-with-replicas', { service: name, count: count.value }, count.cause.path),
    );
  }
  const timeout = jobTimeout(planning, name);
  return found(
    {
      service: name,
      timeout: timeout.value,
      attempts: attempts(planning, name),
      record: jobRecord(planning.project.name, planning.options.environment, name),
    },
    [...diagnostics, ...timeout.diagnostics],
  );
}

function jobTimeout(planning: Planning, name: string): Found<Decided<number>> {
  const stated = planning.project.services[name]?.['x-aws-job'];
  const text =
    typeof stated === 'object' && stated !== null ? (stated as { timeout?: unknown }).timeout : undefined;
  if (text === undefined) {
    return found(planning.decided(ASSUMED_TIMEOUT, ['services', name], 'no timeout is stated'));
  }
  const path = ['services', name, 'x-aws-job', 'timeout'];
  const duration = parseDuration(String(text));
  const value = duration.ok ? Math.round(durationSeconds(duration.value)) : Number.NaN;
  const because = `timeout ${String(text)}`;
  if (value >= 60 && value <= longestJob) return found(planning.decided(value, path, because));
  return found(planning.decided(ASSUMED_TIMEOUT, path, because), [
    planning.finding('job-timeout-out-of-range', { service: name, timeout: String(text) }, path),
  ]);
}

function attempts(planning: Planning, name: string): Decided<number> {
  const service = planning.project.services[name];
  const policy = service?.deploy?.restart_policy;
  if (policy?.condition === 'on-failure') {
    const count = policy.max_attempts === undefined ? ASSUMED_ATTEMPTS : policy.max_attempts + 1;
    const path = ['services', name, 'deploy', 'restart_policy'];
    return planning.decided(Math.min(MOST_ATTEMPTS, count), path, 'deploy.restart_policy on-failure');
  }
  const [, retries] = /^on-failure(?::(\d+))?$/.exec(service?.restart ?? '') ?? [];
  const isRetried = service?.restart?.startsWith('on-failure') === true;
  if (!isRetried) return planning.decided(1, ['services', name], 'a failure is final');
  const count = retries === undefined ? ASSUMED_ATTEMPTS : Number(retries) + 1;
  return planning.decided(
    Math.min(MOST_ATTEMPTS, count),
    ['services', name, 'restart'],
    `restart ${service?.restart}`,
  );
}

/** What the clock starts. */
export function schedule(planning: Planning, { name }: ServicePlan): Found<SchedulePlan> {
  const stated = planning.project.services[name]?.['x-aws-schedule'];
  const path = ['services', name, 'x-aws-schedule'];
  const { expression, timezone } =
    typeof stated === 'object' && stated !== null
      ? (stated as { expression?: unknown; timezone?: unknown })
      : { expression: stated, timezone: undefined };
  const parsed = scheduleExpression(String(expression ?? ''));
  const at = typeof stated === 'object' ? [...path, 'expression'] : path;
  const value: SchedulePlan = {
    service: name,
    expression: planning.decided(parsed.ok ? parsed.value : '', at, `x-aws-schedule ${String(expression)}`),
    timezone:
      timezone === undefined
        ? planning.decided('UTC', path, 'no timezone is stated')
        : planning.decided(String(timezone), [...path, 'timezone'], `timezone ${String(timezone)}`),
  };
  return found(
    value,
    parsed.ok
      ? []
      : [planning.finding('schedule-not-understood', { service: name, problem: parsed.problem }, at)],
  );
}
