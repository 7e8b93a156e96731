/** `cdk-compose logs` against an imitation of AWS. */
import { runOnAws } from './run-on-aws.js';
import { arns, at, definitionAnswer, type Answers } from './shop-on-aws.js';

const event = (stream: string, time: string, message: string) => ({
  eventId: `${stream} ${time} ${message}`,
  timestamp: at(time) * 1000,
  message,
  logStreamName: stream,
});

const written = [
  event('web/web/1111111111', '2026-11-23T10:00:01Z', 'GET /\n'),
  event('proxy/proxy/1111111111', '2026-11-23T10:00:03Z', 'proxied'),
  event('api/api/2222222222', '2026-11-23T10:00:02Z', 'one\ntwo'),
  event('web/web-fill/1111111111', '2026-11-23T10:00:00Z', 'an init container'),
];

/** CloudWatch Logs, as far as it filters by prefix, in pages of two. */
const logsOnAws: Answers = {
  FilterLogEvents: ({ logStreamNamePrefix = '', nextToken = 0, startFromHead, limit }) => {
    const all = written.filter(({ logStreamName }) => logStreamName.startsWith(String(logStreamNamePrefix)));
    const ordered = startFromHead === false ? all.toReversed() : all;
    const from = Number(nextToken);
    const to = from + Math.min(2, Number(limit));
    return { events: ordered.slice(from, to), ...(to < ordered.length && { nextToken: String(to) }) };
  },
};

test('lines are merged in the order of time, each with its service and task', async () => {
  const { code, stdout, asked } = await runOnAws(['logs', '--since', '2026-11-23'], logsOnAws);
  expect([code, stdout.split('\n')]).toEqual([
    0,
    [
      'web/111111      | GET /',
      'api/222222      | one',
      'api/222222      | two',
      'proxy/111111    | proxied',
      '',
    ],
  ]);
  // One question for the group of all services, and one more for its second page.
  const questions = asked.flatMap(([action, input]) => (action === 'FilterLogEvents' ? [input] : []));
  expect(questions.map((input) => [input['logGroupName'], input['startTime'], input['nextToken']])).toEqual([
    ['shop-LogGroup', Date.parse('2026-11-23'), undefined],
    ['shop-LogGroup', Date.parse('2026-11-23'), '2'],
  ]);
});

test('a service alone is asked for by its streams', async () => {
  const { stdout, asked } = await runOnAws(['logs', 'web', '--no-log-prefix', '-t'], logsOnAws);
  expect(stdout).toBe('2026-11-23T10:00:01.000Z GET /\n');
  expect(asked.at(-1)?.[1]).toMatchObject({ logStreamNamePrefix: 'web/web/', startFromHead: true });
});

test('a tail is the last lines of each service', async () => {
  const { stdout, asked } = await runOnAws(['logs', '--tail', '1'], logsOnAws);
  expect(stdout).toContain('| GET /\n');
  const questions = asked.flatMap(([action, input]) => (action === 'FilterLogEvents' ? [input] : []));
  expect(
    questions
      .map(({ logStreamNamePrefix, limit, startFromHead }) => [logStreamNamePrefix, limit, startFromHead])
      .toSorted(),
  ).toEqual(
    ['web/web/', 'proxy/proxy/', 'api/api/', 'migrate/migrate/']
      .toSorted()
      .map((prefix) => [prefix, 1, false]),
  );
});

test('on a terminal each service has a colour', async () => {
  const { logText } = await import('../../lib/operate/log-text.js');
  const text = logText({ services: ['web', 'api'], prefix: true, timestamps: false, colour: true });
  const line = { task: '1234567890', at: 0, text: 'x' };
  expect(text({ ...line, service: 'web' })).toBe('\u001b[36mweb/123456  | \u001b[0mx\n');
  expect(text({ ...line, service: 'api' })).toBe('\u001b[33mapi/123456  | \u001b[0mx\n');
});

test('following asks again, prints nothing twice, and ends quietly when it is interrupted', async () => {
  let calls = 0;
  const again = event('web/web/1', new Date(Date.now() - 2000).toISOString(), 'again');
  let interrupt = () => {};
  const { code, stdout, stderr } = await runOnAws(
    ['logs', 'web', '--follow'],
    {
      FilterLogEvents: () => {
        calls++;
        if (calls === 3) setImmediate(interrupt);
        const now = event('web/web/1', new Date(Date.now() - 1000).toISOString(), `line ${calls}`);
        return { events: [again, now] };
      },
    },
    {
      onInterrupt: (listener) => {
        interrupt = listener;
        return () => undefined;
      },
    },
  );
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.match(/again/g)).toHaveLength(1);
  expect(stdout).toContain('line 2');
}, 10_000);

test('a service whose lines go elsewhere is told with where they go', async () => {
  const logConfiguration = {
    logDriver: 'awsfirelens',
    options: { Name: 'forward', Host: 'fluentd.shop.internal', Port: '24224' },
  };
  const { code, stdout, stderr } = await runOnAws(['logs', 'api', 'web'], {
    ...logsOnAws,
    DescribeTaskDefinition: ({ taskDefinition }) => ({
      taskDefinition: {
        taskDefinitionArn: taskDefinition,
        family: 'any',
        status: 'ACTIVE',
        containerDefinitions:
          taskDefinition === arns.apiDefinition
            ? [definitionAnswer('api', { logConfiguration })]
            : [definitionAnswer('web')],
      },
    }),
  });
  expect([code, stdout]).toEqual([0, 'web/111111  | GET /\n']);
  expect(stderr).toContain("'api' go to awsfirelens: forward, fluentd.shop.internal:24224");
});

test.each([
  [['logs', '--since', 'yesterday'], "'yesterday' is neither a duration nor a date"],
  [['logs', '--tail', 'x'], 'It must be a number of lines'],
  [['logs', 'new'], "service 'new' is not deployed in 'shop'"],
])('%j is refused', async (words, message) => {
  const { code, stdout, stderr } = await runOnAws(words, logsOnAws);
  expect([code === 0, stdout]).toEqual([false, '']);
  expect(stderr).toContain(message);
});

test('what CloudWatch Logs refuses is told', async () => {
  const { code, stderr } = await runOnAws(['logs', 'web'], { FilterLogEvents: 'AccessDeniedException' });
  expect([code, stderr]).toEqual([1, expect.stringContaining('logs:FilterLogEvents')]);
});
