/** The extension keys: those of Docker's ECS integration at their old places with their old meaning, and ours beside them. */
import { full, ignored } from '../key.js';
import { mappingOf, oneOf, textOr, wholeNumber, type ExtensionKey } from './extension-key.js';

/** Days that CloudWatch Logs takes for a retention. */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** By name. */
export const extensionKeys: readonly ExtensionKey[] = [
  {
    key: 'x-aws-capacity',
    places: ['services.*'],
    problem: (value) => oneOf('on-demand', 'spot')(value) && mappingOf('on-demand', 'spot', 'base')(value),
    support: full('the capacity providers that run the tasks'),
  },
  {
    key: 'x-aws-expose',
    places: ['services.*', 'services.*.ports.*'],
    problem: oneOf('public', 'internal', 'none'),
    support: full('who reaches the ports that a service publishes'),
  },
  {
    key: 'x-aws-job',
    places: ['services.*'],
    problem: (value) => (typeof value === 'boolean' ? undefined : mappingOf('timeout')(value)),
    support: full('the service runs once per deployment'),
  },
  {
    key: 'x-aws-logs_retention',
    places: [''],
    problem: (value) =>
      RETENTIONS.includes(Number(value)) ? undefined : `must be one of ${RETENTIONS.join(', ')}`,
    support: full('days that logs are kept'),
  },
  {
    key: 'x-aws-max_percent',
    places: ['services.*.deploy.update_config'],
    problem: wholeNumber(1, 400),
    support: full('the most tasks that run while they are replaced'),
  },
  {
    key: 'x-aws-min_percent',
    places: ['services.*.deploy.update_config'],
    problem: wholeNumber(0, 100),
    support: full('the fewest tasks that run while they are replaced'),
  },
  {
    key: 'x-aws-protocol',
    places: ['services.*.ports.*'],
    problem: oneOf('http', 'https', 'tcp'),
    support: full('what is spoken on a port'),
  },
  {
    key: 'x-aws-schedule',
    places: ['services.*'],
    problem: textOr('expression', 'timezone'),
    support: full('the clock starts the service'),
  },
  {
    key: 'x-aws-securitygroup',
    places: ['networks.*'],
    problem: (value) =>
      String(value).startsWith('sg-') ? undefined : 'must be the id of a security group (sg-…)',
    support: full('the security group of a network of others'),
  },
];

/** What becomes of extension keys of other tools. */
export const foreignExtension = ignored('an extension of another tool');
