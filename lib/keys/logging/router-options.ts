/** Options of several of Docker's log drivers, as the log router of a task has them. */
import { isTrue, lost, type LogOption, type LogOptions } from './log-driver.js';
import { bytesOf } from './size.js';

/** Lines of this many bytes are taken for granted where Docker counts bytes and FireLens counts lines. */
const LINE = 1024;

/** What FireLens accepts (Amazon ECS Developer Guide, "Configuring Amazon ECS logs for high throughput"). */
const MOST_LINES = 536_870_911;

/**
 * Of every driver. FireLens itself takes no `mode`: the option would reach Fluent Bit, where outputs have another of
 * that name. It keeps lines in memory while the log router is slow, and never makes the container wait.
 */
export const everyDriver: Readonly<Record<string, LogOption>> = {
  mode: {
    lost: (value) =>
      value === 'non-blocking'
        ? undefined
        : { because: 'lines are buffered, and the container never waits until they are sent' },
  },
  'max-buffer-size': {
    becomes: (value) =>
      bufferLimit(bytesOf(value) === undefined ? undefined : Math.ceil((bytesOf(value) ?? 0) / LINE)),
    lost: (value) => (bytesOf(value) === undefined ? { because: `'${value}' is no size` } : undefined),
  },
};

/** The number of lines that FireLens keeps while the log router is slow. */
export function bufferLimit(lines: number | undefined): LogOptions {
  return lines === undefined ? {} : { 'log-driver-buffer-limit': String(Math.min(lines, MOST_LINES)) };
}

/** For outputs that can add no fields of their own to a record. */
export const noFields: Readonly<Record<string, LogOption>> = Object.fromEntries(
  ['labels', 'labels-regex', 'env', 'env-regex'].map((name) => [
    name,
    lost('the log router adds no labels or variables to a record', 'let the application log what it needs'),
  ]),
);

/** How often a chunk of lines is sent again, as Fluent Bit says it. `0`: for ever. */
export function retryLimit(count: string): LogOptions {
  return { Retry_Limit: count === '0' ? 'no_limits' : count };
}

/** Whether certificates are checked. */
export function verification(skip: string): LogOptions {
  return isTrue(skip) ? { 'tls.verify': 'Off' } : {};
}
