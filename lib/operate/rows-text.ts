import type { ServiceRow } from './service-row.js';

const heads = ['SERVICE', 'STATE', 'TASKS', 'HEALTH', 'IMAGE', 'REACHED AT'];

/** The table of `cdk-compose ps`; below it, for each service that is not well, what ECS says of it. */
export function rowsText(rows: readonly ServiceRow[]): string {
  const cells = [heads, ...rows.flatMap(linesOf)];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const table = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const notes = rows.flatMap(notesOf);
  return [...table, ...(notes.length === 0 ? [] : ['', ...notes]), ''].join('\n');
}

/** Each further place where a service is reached has a line of its own. */
function linesOf(row: ServiceRow): readonly (readonly string[])[] {
  const [first = '-', ...more] = row.reachedAt;
  const line = [row.service, stateText(row), tasksText(row), healthText(row), imageText(row), first];
  return [line, ...more.map((place) => ['', '', '', '', '', place])];
}

function stateText({ state, lastRun }: ServiceRow): string {
  return lastRun?.at === undefined ? state : `${state} ${lastRun.at.slice(0, 19)}Z`;
}

function tasksText({ tasks }: ServiceRow): string {
  if (tasks === undefined) return '-';
  return `${tasks.running}/${tasks.desired}${tasks.pending === 0 ? '' : `, ${tasks.pending} pending`}`;
}

function healthText({ health }: ServiceRow): string {
  const some = Object.entries(health ?? {}).filter(([, count]) => count > 0);
  if (some.length === 0) return '-';
  return some.length === 1
    ? String(some[0]?.[0])
    : some.map(([what, count]) => `${count} ${what}`).join(', ');
}

/** `shop:c-20a6890376da`, `shop@sha256:0123456789ab`: a registry's host and a whole digest would be most of the line. */
function imageText({ image, tag }: ServiceRow): string {
  if (image === undefined) return '-';
  const [repository = '', digest] = image.split('@');
  const name = repository.split('/').at(-1) ?? repository;
  if (tag !== undefined) return `${name}:${/^c-[0-9a-f]{32}$/.test(tag) ? tag.slice(0, 14) : tag}`;
  return digest === undefined ? name : `${name}@${digest.slice(0, 19)}`;
}

function notesOf(row: ServiceRow): readonly string[] {
  const { service, state, rollout, lastEvent, lastStop, lastRun } = row;
  const well = state === 'steady' || state === 'stopped';
  return [
    ...(well || rollout === undefined
      ? []
      : [`rollout ${rollout.state}${rollout.reason === undefined ? '' : `: ${rollout.reason}`}`]),
    ...(lastEvent === undefined ? [] : [`${lastEvent.at.slice(0, 19)}Z ${lastEvent.message}`]),
    ...(lastStop === undefined
      ? []
      : [`${lastStop.at?.slice(0, 19) ?? ''}Z a task stopped: ${lastStop.reason}`]),
    ...(lastRun?.reason === undefined ? [] : [lastRun.reason]),
  ].map((note) => `${service}: ${note}`);
}
