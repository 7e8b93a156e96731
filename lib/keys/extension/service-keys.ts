/** The extension keys of services, of `deploy`, of secrets and of networks. */
import { full } from '../key.js';
import { extensionKey } from './extension-key.js';
import { anyMapping, either, listOf, mapping, named, someOf } from './composite-shapes.js';
import { checked, flag, text, whole, word } from './shape.js';

/** `x-aws-pull_credentials` */
export const pullCredentials = extensionKey({
  key: 'x-aws-pull_credentials',
  places: ['services.*'],
  describes:
    'The ARN of the Secrets Manager secret with user name and password of the private registry of the image.',
  shape: text(
    'the ARN of a secret of Secrets Manager',
    /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+$/,
  ),
  support: full('the credentials that ECS pulls the image with'),
});

/** One statement of a policy of an identity; IAM wants an action and a resource of it, or all but some. */
const STATEMENT = checked(
  mapping(
    {
      Sid: text('letters and digits', /^[A-Za-z0-9]+$/),
      Effect: word('Allow', 'Deny'),
      Action: someOf(text('an action such as s3:GetObject')),
      NotAction: someOf(text('an action such as s3:GetObject')),
      Resource: someOf(either(text('an ARN'), anyMapping)),
      NotResource: someOf(either(text('an ARN'), anyMapping)),
      Condition: anyMapping,
    },
    ['Effect'],
  ),
  ({ Action, NotAction, Resource, NotResource }) =>
    (Action === undefined) === (NotAction === undefined)
      ? 'must state Action or NotAction'
      : (Resource === undefined) === (NotResource === undefined)
        ? 'must state Resource or NotResource'
        : undefined,
);

/** `x-aws-role` */
export const role = extensionKey({
  key: 'x-aws-role',
  places: ['services.*'],
  describes: 'An IAM policy document: what the code of the service may do.',
  shape: mapping(
    { Version: text('the version of a policy language'), Id: text('an id'), Statement: someOf(STATEMENT) },
    ['Statement'],
  ),
  support: full('an inline policy of the task role'),
});

/** `x-aws-policies` */
export const policies = extensionKey({
  key: 'x-aws-policies',
  places: ['services.*'],
  describes: 'ARNs of managed IAM policies: what the code of the service may do.',
  shape: listOf(text('the ARN of a managed policy', /^arn:aws[a-z-]*:iam::(?:aws|\d{12}):policy\/.+$/)),
  support: full('managed policies of the task role'),
});

/** `x-aws-capacity` */
export const capacity = extensionKey({
  key: 'x-aws-capacity',
  places: ['services.*'],
  describes: 'On demand, Spot, or shares of both with a base that is on demand.',
  shape: either(
    word('on-demand', 'spot'),
    mapping({ 'on-demand': whole(0, 1000), spot: whole(0, 1000), base: whole(0, 100_000) }),
  ),
  support: full('the capacity providers that run the tasks'),
});

/** `x-aws-job` */
export const job = extensionKey({
  key: 'x-aws-job',
  places: ['services.*'],
  describes: 'The service runs once per change of its content, before what waits for it.',
  shape: either(flag, mapping({ timeout: text('a duration') })),
  support: full('the service runs once per deployment'),
});

/** `x-aws-schedule` */
export const schedule = extensionKey({
  key: 'x-aws-schedule',
  places: ['services.*'],
  describes:
    'When the task of the service is started: five fields as cron has them, rate(5 minutes) or @daily.',
  shape: either(
    text('a schedule'),
    mapping({ expression: text('a schedule'), timezone: text('an IANA time zone') }, ['expression']),
  ),
  support: full('the clock starts the service'),
});

/** `x-aws-autoscaling` */
export const autoscaling = extensionKey({
  key: 'x-aws-autoscaling',
  places: ['services.*.deploy'],
  describes:
    'How many tasks run, and what decides it: the percentage of CPU or memory in use, or requests per task and minute.',
  shape: mapping(
    {
      min: whole(0, 1000),
      max: whole(1, 1000),
      cpu: whole(1, 100),
      memory: whole(1, 100),
      mem: whole(1, 100),
      requests: whole(1, 1_000_000),
    },
    ['max'],
  ),
  support: full('autoscaling owns the number of tasks'),
});

/** `x-aws-min_percent` */
export const minPercent = extensionKey({
  key: 'x-aws-min_percent',
  places: ['services.*.deploy.update_config'],
  describes: 'The fewest tasks that run while they are replaced, in percent.',
  shape: whole(0, 100),
  support: full('the fewest tasks that run while they are replaced'),
});

/** `x-aws-max_percent` */
export const maxPercent = extensionKey({
  key: 'x-aws-max_percent',
  places: ['services.*.deploy.update_config'],
  describes: 'The most tasks that run while they are replaced, in percent.',
  shape: whole(1, 400),
  support: full('the most tasks that run while they are replaced'),
});

/** `x-aws-keys` */
export const keys = extensionKey({
  key: 'x-aws-keys',
  places: ['secrets.*'],
  describes: 'Keys of a JSON secret, each a file of its own below /run/secrets/<name>; "*" means all.',
  shape: someOf(text('the name of a key')),
  support: full('a file for each key of the secret'),
});

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `x-aws-environment` */
export const secretEnvironment = extensionKey({
  key: 'x-aws-environment',
  places: ['services.*.secrets.*'],
  describes:
    'The environment variable that holds the secret, beside its file; or, of a JSON secret, a key for each variable.',
  shape: either(
    text('the name of an environment variable', VARIABLE),
    named('the name of an environment variable', VARIABLE, text('the name of a key')),
  ),
  support: full('environment variables that hold the secret'),
});

/** `x-aws-securitygroup` */
export const securityGroup = extensionKey({
  key: 'x-aws-securitygroup',
  places: ['networks.*'],
  describes:
    'The id of the security group that an external network is. The same: external: true, name: sg-….',
  shape: text('the id of a security group (sg-…)', /^sg-[0-9a-f]+$/),
  support: full('the security group of a network of others'),
});

/** `x-aws-bind` */
export const bind = extensionKey({
  key: 'x-aws-bind',
  places: ['services.*', 'services.*.volumes.*'],
  describes:
    'What becomes of a bind mount, or of all of a service: copied into the image, persisted as a volume, or ignored.',
  shape: word('copy', 'persist', 'ignore'),
  support: full('what becomes of a bind mount'),
});
