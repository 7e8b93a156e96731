import { account } from '../../lib/plan/account.js';
import { loadCompose } from '../support/compose.js';
import { planned } from '../support/planned.js';

type Options = Readonly<Record<string, unknown>>;

const logging = (driver: string, options: Options = {}) =>
  `{driver: ${JSON.stringify(driver)}, options: ${JSON.stringify(options)}}`;

const receiver = 'image: fluent/fluentd\n    ports: ["24224:5000", "12201:12201/udp"]';

/** A service that logs so, beside one that receives logs. */
const shop = (web: string, more = receiver) =>
  `name: shop\nservices:\n  web:\n    image: nginx\n    logging: ${web}\n  fluentd:\n    ${more}\n`;

/** Where the logs of the service end up. */
function routeOf(text: string, given: Parameters<typeof planned>[1] = {}) {
  const { service, codes, messages } = planned(text, given);
  const route = service('web').containers[0]?.logRoute;
  return { route, codes, messages };
}

const at = (Host: string, Port: string) => ({ options: { Host, Port } });

test.each([
  ['nothing', {}, at('fluentd.shop.internal', '5000')],
  ['localhost', { 'fluentd-address': 'localhost:24224' }, at('fluentd.shop.internal', '5000')],
  [
    'the machine',
    { 'fluentd-address': 'tcp://host.docker.internal:24224' },
    at('fluentd.shop.internal', '5000'),
  ],
  ['a service', { 'fluentd-address': 'fluentd:5000' }, at('fluentd.shop.internal', '5000')],
  ['a machine of others', { 'fluentd-address': 'logs.example.com' }, at('logs.example.com', '24224')],
])('an address that names %s is found', (_, options, expected) =>
  expect(routeOf(shop(logging('fluentd', options))).route).toMatchObject(expected),
);

test('a fixed address is the service that has it', () => {
  const text = shop(
    logging('gelf', { 'gelf-address': 'udp://172.19.200.1:12201' }),
    `${receiver}\n    networks: {default: {ipv4_address: 172.19.200.1}}`,
  );
  expect(routeOf(text).route).toMatchObject(at('fluentd.shop.internal', '12201'));
});

test('UDP is another port', () => {
  const { route, codes } = routeOf(shop(logging('gelf', { 'gelf-address': 'udp://localhost:12201' })));
  expect(route).toMatchObject(at('fluentd.shop.internal', '12201'));
  expect(codes).not.toContain('logs-not-sent-on');
  expect(routeOf(shop(logging('gelf', { 'gelf-address': 'tcp://localhost:12201' }))).route).toBeUndefined();
});

test('a receiver in the same task is called by its loopback', () => {
  const text = shop(logging('fluentd'), `${receiver}\n    volumes_from: [web]`);
  expect(routeOf(text).route).toMatchObject(at('127.0.0.1', '5000'));
});

test.each([
  [
    'nobody publishes the port',
    shop(logging('fluentd', { 'fluentd-address': 'localhost:9999' })),
    'no service publishes port 9999',
  ],
  [
    'the two share no network',
    shop(logging('fluentd'), `${receiver}\n    networks: [back]`) + 'networks: {back: {}}\n',
    'it shares no network with service fluentd',
  ],
  [
    'the receiver is elsewhere, and there is no way out',
    shop(logging('fluentd', { 'fluentd-address': 'logs.example.com' })) +
      'networks: {default: {internal: true}}\n',
    'has no way out',
  ],
  [
    'the receiver is a job',
    shop(logging('fluentd'), `${receiver}\n    x-aws-job: true`),
    'service fluentd does not keep running',
  ],
])('where %s, logs go to CloudWatch Logs, and it is told', (_, text, because) => {
  const { route, messages } = routeOf(text);
  expect(route).toBeUndefined();
  expect(messages.join('\n')).toContain(because);
});

test('a receiver sends its own logs to CloudWatch Logs', () => {
  const { plan, codes } = planned(shop('{driver: fluentd}', `${receiver}\n    logging: {driver: fluentd}`));
  const [fluentd] = plan.services;
  expect(fluentd?.containers.map(({ name, logRoute }) => [name, logRoute])).toEqual([['fluentd', undefined]]);
  expect(codes).toContain('logs-not-sent-on');
});

test('the memory of the log router is part of the task', () => {
  const sized = (limit: string) =>
    planned(shop(`${logging('fluentd')}\n    mem_limit: ${limit}`)).service('web').size.value.memory;
  expect([sized('400m'), sized('500m')]).toEqual([512, 1024]);
});

test('a port of the log router is not for others in its task', () => {
  const text = shop(`${logging('fluentd')}\n    ports: ["2020:2020"]`);
  expect(planned(text).codes).toContain('port-taken-in-task');
});

test('what an AWS service has to allow is asked for', () => {
  const firehose = logging('awsfirelens', { Name: 'kinesis_firehose', delivery_stream: 'shop' });
  expect(routeOf(shop(firehose)).codes).toContain('log-output-without-permission');
  const allowed = `${firehose}\n    x-aws-policies: ["arn:aws:iam::111122223333:policy/logs"]`;
  expect(routeOf(shop(allowed)).codes).not.toContain('log-output-without-permission');
});

const secret = shop(logging('loki', { 'loki-url': 'https://shop:open-sesame@logs.example.com/push' }));

test('without an environment, logs that need a secret go to CloudWatch Logs', () => {
  const { route, codes, messages } = routeOf(secret);
  expect([route, codes]).toEqual([undefined, ['logs-not-sent-on']]);
  expect(JSON.stringify([route, messages])).not.toContain('open-sesame');
});

test('in an environment it waits until its value is pushed', () => {
  const { route, codes, messages } = routeOf(secret, { options: { environment: 'staging' } });
  expect(codes).toContain('secrets-not-pushed');
  expect(messages).toContainEqual(expect.stringContaining('logging.Http_Passwd of service web'));
  expect(route?.secrets).toEqual([]);
});

test('a log router that the lock lacks stops a deployment', () => {
  const { plan } = planned(shop('{driver: fluentd}'), { images: { 'cdk-compose/log-router': 'missing' } });
  expect(plan.missingImages).toMatchObject([{ service: 'cdk-compose/log-router' }]);
});

test('a task without a way out reaches Secrets Manager for an option', () => {
  const text =
    shop(logging('splunk', { 'splunk-url': 'http://fluentd:8088', 'splunk-token': 'abc' })) +
    'networks: {default: {internal: true}}\n';
  const arn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/staging/environment/web-AbCdEf';
  const { plan } = planned(text, {
    options: { environment: 'staging' },
    bindings: { version: 1, variables: { web: { arn, keys: ['logging.splunk-token'] } } },
  });
  expect(plan.vpc).toMatchObject({
    endpoints: expect.arrayContaining([expect.objectContaining({ value: 'secretsmanager' })]),
  });
});

test('the account tells which logs are not sent on, if the plan is known', () => {
  const text = shop(logging('fluentd', { 'fluentd-address': 'localhost:9999' }));
  const levelWith = (plan?: ReturnType<typeof planned>['plan']) =>
    account(loadCompose(text).loaded, plan).find(({ path }) => path.join('.') === 'services.web.logging')
      ?.verdict?.level;
  expect([levelWith(), levelWith(planned(text).plan)]).toEqual(['full', 'ignored']);
});

test('a receiver is found by the name that it has, not by one with dots', () => {
  const { service } = planned(
    'services: { web: { image: x, logging: { driver: fluentd, options: { fluentd-address: "localhost:24224" } } }, log.in: { image: x, ports: ["24224:24224"] } }',
  );
  const [own] = service('log.in').names;
  expect(own?.value).not.toContain('.');
  expect(service('web').containers[0]?.logRoute?.destination).toBe(`${own?.value}.shop.internal:24224`);
});
