import type { Timestamp } from '../scalar.js';

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const LOCAL = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?$/;
const ZONED = /^(\d{4})-(\d{1,2})-(\d{1,2})[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(Z|[-+]\d\d:\d\d)$/;

/** Reads `YYYY-M-D`, alone or with a time: `T` and a zone, or a space and none. Undefined for all else. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const found = DATE.exec(text) ?? LOCAL.exec(text) ?? ZONED.exec(text);
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number | undefined,
    number | undefined,
    number | undefined,
  ];
  const zone = found[8] ?? 'Z';
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return undefined;
  if (zone !== 'Z' && (Number(zone.slice(1, 3)) > 24 || Number(zone.slice(4)) > 60)) return undefined;

  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  const nanoseconds = (found[7] ?? '').slice(0, 9).replace(/0+$/, '');
  const time = `${pad(hour)}:${pad(minute)}:${pad(second)}${nanoseconds && `.${nanoseconds}`}`;
  const utc = zone === 'Z' || /^[-+]00:00$/.test(zone);
  const offset = zone.replace(':', '');
  return {
    timestamp: `${date} ${time} ${utc ? '+0000 UTC' : `${offset} ${offset}`}`,
    rfc3339: `${date}T${time}${utc ? 'Z' : zone}`,
  };
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function pad(value = 0, width = 2): string {
  return String(value).padStart(width, '0');
}
