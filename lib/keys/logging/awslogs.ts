import type { ContainerSettings } from '../../model/deployment-plan.js';
import type { Verdict } from '../key.js';
import type { Logging } from './routed-logs.js';
import { mebibytesOf } from './size.js';

/** Options of the driver `awslogs` that a container may state; the others name the group, which the project has one of. */
const HONOURED: ReadonlySet<string> = new Set([
  'awslogs-stream-prefix',
  'awslogs-datetime-format',
  'awslogs-multiline-pattern',
  'mode',
  'max-buffer-size',
]);

/** What becomes of the options of the driver `awslogs`. */
export function awslogsVerdict({ options = {} }: Logging): Verdict {
  const lost = Object.keys(options).filter((name) => !HONOURED.has(name));
  return lost.length === 0
    ? { level: 'full', because: 'how containers log to CloudWatch Logs' }
    : {
        level: 'partial',
        because: `the project has one log group, whatever ${lost.join(', ')} says`,
        instead: 'remove the options; x-aws-logs_retention says how long logs are kept',
        noticeable: true,
      };
}

/** How a container logs to CloudWatch Logs, where the Compose file says it. */
export function awslogsSettings({ options = {} }: Logging): ContainerSettings {
  const { mode, 'max-buffer-size': size, 'awslogs-stream-prefix': streamPrefix } = options;
  const datetimeFormat = options['awslogs-datetime-format'];
  const multilinePattern = options['awslogs-multiline-pattern'];
  const bufferSize = size === undefined || mode === 'blocking' ? undefined : mebibytesOf(size);
  const settings = {
    ...(streamPrefix === undefined ? {} : { streamPrefix }),
    ...(datetimeFormat === undefined ? {} : { datetimeFormat }),
    ...(multilinePattern === undefined ? {} : { multilinePattern }),
    ...(mode === 'blocking' ? { isBlocking: true as const } : {}),
    ...(bufferSize === undefined ? {} : { bufferSize }),
  };
  return Object.keys(settings).length === 0 ? {} : { logging: settings };
}
