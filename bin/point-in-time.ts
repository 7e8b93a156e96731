import { diagnose, type Checked } from '../lib/diagnostics/diagnostic.js';
import { durationSeconds, parseDuration } from '../lib/syntax/grammars/duration.js';

/** What `--since` says, in milliseconds since 1970: a duration before now (`10m`), or a date (`2026-11-23T10:00:00Z`). */
export function pointInTime(text: string, now: number): Checked<number> {
  const before = parseDuration(text);
  if (before.ok) return { value: now - Math.abs(durationSeconds(before.value)) * 1000, diagnostics: [] };
  const date = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date)
    ? { value: undefined, diagnostics: [diagnose('since-unreadable', { text })] }
    : { value: date, diagnostics: [] };
}
