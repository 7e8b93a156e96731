/** The extension keys of services that say how others reach them. */
import { full } from '../key.js';
import { extensionKey } from './extension-key.js';
import { either, listOf, mapping } from './composite-shapes.js';
import { checked, flag, seconds, text, whole, word } from './shape.js';

/** Seconds in which ECS ignores failing health checks of a new task, at most: a day. */
const LONGEST_GRACE = 86_400;

/** `x-aws-health` */
export const health = extensionKey({
  key: 'x-aws-health',
  places: ['services.*', 'services.*.ports.*'],
  describes: 'How a load balancer tells that a task is healthy; a text is the path that it asks.',
  shape: either(
    text('a path that begins with /', /^\//),
    mapping({
      path: text('a path that begins with /', /^\//),
      port: whole(1, 65_535),
      protocol: word('http', 'https', 'tcp'),
      codes: text('status codes such as 200-399 or 200,302', /^\d{1,3}(?:[-,]\d{1,3})*$/),
      interval: seconds(5, 300),
      timeout: seconds(2, 120),
      healthy: whole(2, 10),
      unhealthy: whole(2, 10),
      grace: seconds(0, LONGEST_GRACE),
    }),
  ),
  support: full('the health check of the target group'),
});

/** Seconds of a timeout of ECS Service Connect, at most; 0 is none. */
const LONGEST_TIMEOUT = 2_147_483_647;

/** `x-aws-service_connect` */
export const serviceConnect = extensionKey({
  key: 'x-aws-service_connect',
  places: ['services.*'],
  describes:
    'Whether others reach the service through ECS Service Connect, at its names on its known ports or on these; false: it takes no part.',
  shape: either(
    flag,
    checked(
      mapping({
        ports: listOf(whole(1, 65_535)),
        protocol: word('tcp', 'http', 'http2', 'grpc'),
        request_timeout: seconds(0, LONGEST_TIMEOUT),
        idle_timeout: seconds(0, LONGEST_TIMEOUT),
      }),
      ({ protocol, request_timeout: timeout }) =>
        protocol === 'tcp' && timeout !== undefined
          ? 'has a request_timeout, which TCP does not know'
          : undefined,
    ),
  ),
  support: full('names and ports by ECS Service Connect, beside DNS'),
});
