import { parsed, type Parsed, refused } from '../syntax/grammars/parsed.js';

interface Field {
  readonly what: string;
  readonly first: number;
  readonly last: number;
  /** From `first` on. */
  readonly names: readonly string[];
}

const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const fields: readonly Field[] = [
  { what: 'minute', first: 0, last: 59, names: [] },
  { what: 'hour', first: 0, last: 23, names: [] },
  { what: 'day of the month', first: 1, last: 31, names: [] },
  { what: 'month', first: 1, last: 12, names: months },
  // Sunday is 0 and 7.
  { what: 'day of the week', first: 0, last: 7, names: days },
];

/**
 * The five fields of crontab(5) as EventBridge Scheduler's `cron(…)`. Its days of the week count from 1, so they are
 * named; it has no day that is meant by date or by weekday, as crontab has.
 */
export function unixCron(text: string): Parsed<string> {
  const parts = text.split(/\s+/);
  if (parts.length !== fields.length)
    return refused(`'${text}' is no schedule: cron has 5 fields, or write cron(…), rate(…), at(…)`);
  const values: string[] = [];
  for (const [index, field] of fields.entries()) {
    const value = fieldText(parts[index] ?? '', field);
    if (!value.ok) return refused(`${value.problem} in '${text}'`);
    values.push(value.value);
  }
  const [minute, hour, day, month, weekday] = values;
  if (day !== '*' && weekday !== '*')
    return refused(
      `'${text}' names a day of the month and a day of the week: EventBridge Scheduler takes one of them`,
    );
  return parsed(
    `cron(${minute} ${hour} ${weekday === '*' ? day : '?'} ${month} ${weekday === '*' ? '?' : weekday} *)`,
  );
}

function fieldText(text: string, field: Field): Parsed<string> {
  if (text === '*') return parsed('*');
  const chosen = new Set<number>();
  for (const item of text.split(',')) {
    const range = rangeOf(item, field);
    if (range === undefined) return refused(`'${item}' is no ${field.what}`);
    for (let value = range.from; value <= range.to; value += range.step) chosen.add(value);
  }
  const numbers = [...chosen].toSorted((a, b) => a - b);
  if (field.last !== 7) return parsed(numbers.length > field.last - field.first ? '*' : compact(numbers));
  const named = [...new Set(numbers.map((day) => day % 7))].toSorted((a, b) => a - b);
  return parsed(named.length === 7 ? '*' : named.map((day) => days[day]).join(','));
}

function rangeOf(item: string, field: Field): { from: number; to: number; step: number } | undefined {
  const [, start = '', end, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(item) ?? [];
  const every = start === '*' && end === undefined;
  const from = every ? field.first : numberOf(start, field);
  // `5/10` counts on from 5 to the end, a lone `5` is itself.
  const to = end === undefined ? (every || step !== undefined ? lastOf(field) : from) : numberOf(end, field);
  const by = step === undefined ? 1 : Number(step);
  return from === undefined || to === undefined || from > to || by < 1 ? undefined : { from, to, step: by };
}

/** 7 is a second name of Sunday, not an eighth day to step onto. */
function lastOf({ last }: Field): number {
  return last === 7 ? 6 : last;
}

function numberOf(text: string, { first, last, names }: Field): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return first + named;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= first && value <= last ? value : undefined;
}

/** Neighbours as ranges: `1-5,9`. */
function compact(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const value of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === value - 1) run[1] = value;
    else runs.push([value, value]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
