import { parsed, type Parsed, refused } from '../syntax/grammars/parsed.js';
import { unixCron } from './unix-cron.js';

const macros: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

/**
 * A schedule as EventBridge Scheduler writes it: `cron(…)`, `rate(…)` and `at(…)` are taken as they are; the five
 * fields of crontab(5), its macros (`@daily`) and `@every 1h30m` are turned into them. (EventBridge Scheduler User
 * Guide, "Schedule types".)
 */
export function scheduleExpression(text: string): Parsed<string> {
  const trimmed = text.trim();
  const own = /^(cron|rate|at)\((.*)\)$/.exec(trimmed);
  if (own?.[1] === 'cron') return ownCron(own[2] ?? '');
  if (own?.[1] === 'rate') return ownRate(own[2] ?? '');
  if (own !== null)
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(own[2] ?? '')
      ? parsed(trimmed)
      : refused(`'${trimmed}' is no time: at() takes 'yyyy-mm-ddThh:mm:ss'`);
  const every = /^@every (?:(\d+)h)?(?:(\d+)m)?$/.exec(trimmed);
  if (every !== null) return rate(Number(every[1] ?? 0) * 60 + Number(every[2] ?? 0), 'minute', trimmed);
  return unixCron(macros[trimmed] ?? trimmed);
}

function ownRate(text: string): Parsed<string> {
  const [, value, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(text.trim()) ?? [];
  return rate(Number(value ?? 0), unit, `rate(${text})`);
}

function rate(value: number, unit: string, text: string): Parsed<string> {
  if (value < 1) return refused(`'${text}' is no rate: it takes a number from 1 and minutes, hours or days`);
  return parsed(`rate(${value} ${unit}${value === 1 ? '' : 's'})`);
}

/** Six fields, the sixth a year; one of the two day fields, and only one, is `?`. */
function ownCron(text: string): Parsed<string> {
  const fields = text.trim().split(/\s+/);
  const [, , day, , weekday] = fields;
  if (fields.length !== 6)
    return refused(
      `'cron(${text})' has ${fields.length} fields instead of 6: minute, hour, day, month, weekday, year`,
    );
  const odd = fields.find((field) => !/^[\w*?,/#-]+$/.test(field));
  if (odd !== undefined) return refused(`'${odd}' in 'cron(${text})' is no field of a cron expression`);
  if ((day === '?') === (weekday === '?'))
    return refused(
      `'cron(${text})' must have '?' as its day of the month or as its day of the week, not as both`,
    );
  return parsed(`cron(${fields.join(' ')})`);
}
