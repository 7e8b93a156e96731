import type { Verdict } from '../key.js';
import { routedDriver } from './drivers.js';
import { lostOptions, type Logging, type LostOption } from './routed-logs.js';

/** Drivers that keep logs on the machine, where people read them with `docker logs`. */
const LOCAL_DRIVERS: ReadonlySet<string> = new Set(['', 'default', 'json-file', 'local', 'journald']);

const BECAUSE: Readonly<Record<string, string>> = {
  none: 'what a container writes last says why its task failed, so it is kept in CloudWatch Logs',
  gcplogs: 'the driver takes its credentials from the machine, so containers log to CloudWatch Logs',
  etwlogs: 'Linux has no event tracing of Windows, so containers log to CloudWatch Logs',
};

const OTHERWISE =
  'state driver awsfirelens with an output of Fluent Bit, or subscribe the log group of the project to where logs belong';

/** What becomes of a log driver that is not the one of CloudWatch Logs. */
export function logVerdict({ driver: name = '', options = {} }: Logging): Verdict {
  const driver = routedDriver(name);
  if (driver === undefined) {
    return LOCAL_DRIVERS.has(name)
      ? { level: 'ignored', because: 'containers log to CloudWatch Logs' }
      : {
          level: 'ignored',
          because:
            BECAUSE[name] ??
            `nothing on Fargate is like driver ${name}, so containers log to CloudWatch Logs`,
          instead:
            name === 'none' ? 'remove it, or let x-aws-logs_retention say how long logs are kept' : OTHERWISE,
          noticeable: true,
        };
  }
  const address = driver.address(options);
  if (address.kind === 'broken') return { level: 'rejected', because: address.because };
  if (address.kind === 'machine') {
    const because = 'its address is the machine itself, so containers log to CloudWatch Logs';
    return { level: 'ignored', because, instead: OTHERWISE, noticeable: true };
  }
  const losses = lostOptions(driver, options);
  const refused = losses.find(({ isRefused }) => isRefused);
  if (refused !== undefined) {
    const { option, because, instead } = refused;
    return {
      level: 'rejected',
      because: `${option}: ${because}`,
      ...(instead === undefined ? {} : { instead }),
    };
  }
  if (losses.length === 0) {
    const by =
      driver.by === 'splunk' ? 'Fargate sends them to Splunk' : 'a log router in the task sends them on';
    return { level: 'full', because: by };
  }
  const noticed = losses.find(({ isQuiet }) => isQuiet !== true);
  return {
    level: 'partial',
    because: `it is sent on without ${printLosses(losses)}`,
    ...(noticed === undefined ? {} : { noticeable: true }),
    ...(noticed?.instead === undefined ? {} : { instead: noticed.instead }),
  };
}

/** `labels, env (the log router adds none); fluentd-retry-wait (…)`: each reason once. */
function printLosses(losses: readonly LostOption[]): string {
  const reasons = [...new Set(losses.map(({ because }) => because))];
  return reasons
    .map((reason) => {
      const options = losses.filter(({ because }) => because === reason).map(({ option }) => option);
      return `${options.join(', ')} (${reason})`;
    })
    .join('; ');
}
