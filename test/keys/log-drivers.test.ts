/** What the options of each log driver become. The lists are those of the drivers' own documentation. */
import { routedDriver } from '../../lib/keys/logging/drivers.js';
import { logVerdict } from '../../lib/keys/logging/log-verdict.js';
import { routedLogs } from '../../lib/keys/logging/routed-logs.js';

const container = {
  project: 'shop',
  service: 'web',
  name: 'shop-web-1',
  image: 'nginx:1',
  labels: { team: 'blue', 'com.example.tier': 'front' },
};

const receiver = { host: 'logs', port: 1 };

type Options = Readonly<Record<string, string>>;

/** What a driver needs to know at least. */
const NEEDED: Readonly<Record<string, Options>> = {
  awsfirelens: { Name: 'stdout' },
  fluentd: {},
  gelf: { 'gelf-address': 'udp://logs:1' },
  loki: { 'loki-url': 'http://logs:1/loki/api/v1/push' },
  splunk: { 'splunk-url': 'https://logs:1', 'splunk-token': 'abc' },
  syslog: { 'syslog-address': 'tcp+tls://logs:1' },
};

const needed = (driver: string, options: Options): Options => ({ ...NEEDED[driver], ...options });

function optionsOf(driver: string, options: Options): Options | undefined {
  return routedLogs({ driver, options: needed(driver, options) })?.options(container, receiver);
}

test.each<[string, Options, Options]>([
  [
    'fluentd',
    {},
    {
      Name: 'forward',
      Host: 'logs',
      Port: '1',
      Retain_Metadata_In_Forward_Mode: 'false',
      Retry_Limit: 'no_limits',
    },
  ],
  ['fluentd', { 'fluentd-address': 'tls://logs:1' }, { tls: 'On' }],
  [
    'fluentd',
    { tag: 'docker.{{.Name}}.{{ .ImageName }}.{{.DaemonName}}' },
    { Tag: 'docker.shop-web-1.nginx:1.docker' },
  ],
  ['fluentd', { 'fluentd-buffer-limit': '4096' }, { 'log-driver-buffer-limit': '4096' }],
  ['fluentd', { 'max-buffer-size': '4m', mode: 'non-blocking' }, { 'log-driver-buffer-limit': '4096' }],
  ['fluentd', { 'fluentd-max-retries': '5' }, { Retry_Limit: '5' }],
  ['fluentd', { 'fluentd-sub-second-precision': 'false' }, { Time_as_Integer: 'true' }],
  ['fluentd', { 'fluentd-request-ack': 'true' }, { Require_ack_response: 'true' }],
  ['gelf', {}, { Name: 'gelf', Mode: 'udp', Gelf_Short_Message_Key: 'log', Gelf_Host_Key: 'container_name' }],
  ['gelf', { 'gelf-compression-type': 'none' }, { Compress: 'false' }],
  ['gelf', { 'gelf-compression-level': '0' }, { Compress: 'false' }],
  ['gelf', { 'gelf-address': 'tcp://logs:1' }, { Mode: 'tcp', Retry_Limit: '3' }],
  ['gelf', { 'gelf-address': 'tcp://logs:1', 'gelf-tcp-max-reconnect': '7' }, { Retry_Limit: '7' }],
  [
    'syslog',
    { 'syslog-address': 'udp://logs' },
    { Name: 'syslog', Mode: 'udp', Syslog_Format: 'rfc3164', Syslog_Facility_Preset: '3' },
  ],
  [
    'syslog',
    {},
    {
      Mode: 'tcp',
      tls: 'On',
      Syslog_Message_Key: 'log',
      Syslog_Appname_Preset: 'web',
      Syslog_Hostname_Preset: 'shop',
    },
  ],
  [
    'syslog',
    { 'syslog-facility': 'local7', 'syslog-format': 'rfc5424micro' },
    { Syslog_Facility_Preset: '23', Syslog_Format: 'rfc5424' },
  ],
  [
    'syslog',
    { 'syslog-facility': '10', tag: 'mailer' },
    { Syslog_Facility_Preset: '10', Syslog_Appname_Preset: 'mailer' },
  ],
  ['syslog', { 'syslog-tls-skip-verify': 'true' }, { 'tls.verify': 'Off' }],
  [
    'loki',
    {},
    {
      Name: 'loki',
      Uri: '/loki/api/v1/push',
      tls: 'Off',
      Labels: 'compose_project=shop, compose_service=web, source=$source, container_name=shop-web-1',
      Drop_Single_Key: 'raw',
      Retry_Limit: '10',
    },
  ],
  [
    'loki',
    { 'loki-external-labels': 'job={{.ImageName}}', labels: 'team,com.example.tier,none' },
    {
      Labels:
        'compose_project=shop, compose_service=web, source=$source, job=nginx:1, team=blue, com_example_tier=front',
    },
  ],
  ['loki', { 'loki-url': 'https://me:open-sesame@logs/push' }, { tls: 'On', Http_User: 'me', Uri: '/push' }],
  [
    'loki',
    { 'loki-tenant-id': 'blue', 'loki-retries': '0' },
    { Tenant_ID: 'blue', Retry_Limit: 'no_limits' },
  ],
  [
    'loki',
    { 'loki-tls-insecure-skip-verify': '1', 'loki-tls-server-name': 'loki' },
    { 'tls.verify': 'Off', 'tls.vhost': 'loki' },
  ],
  [
    'splunk',
    { 'splunk-index': 'main', tag: '{{.Name}}' },
    {
      'splunk-url': 'https://logs:1',
      'splunk-index': 'main',
      tag: '{{.Name}}',
      mode: 'non-blocking',
      'max-buffer-size': '25m',
    },
  ],
  ['splunk', { mode: 'blocking' }, { mode: 'blocking' }],
  ['splunk', { 'splunk-url': 'http://localhost:8088' }, { 'splunk-url': 'http://logs:1' }],
  ['awsfirelens', { dd_service: 'shop' }, { Name: 'stdout', dd_service: 'shop' }],
])('%s with %j', (driver, options, expected) => expect(optionsOf(driver, options)).toMatchObject(expected));

test.each<[string, Options, Options]>([
  ['loki', { 'loki-url': 'https://me:open%20sesame@logs/push' }, { Http_Passwd: 'open sesame' }],
  ['splunk', {}, { 'splunk-token': 'abc' }],
  [
    'awsfirelens',
    { http_passwd: 'x', apikey: 'y', api_key: 'z', Host: 'logs', splunk_token_file: 'w' },
    { http_passwd: 'x', apikey: 'y', api_key: 'z' },
  ],
])('%s keeps secrets apart: %j', (driver, options, secrets) => {
  expect(routedLogs({ driver, options: needed(driver, options) })?.secrets).toEqual(secrets);
  expect(Object.keys(optionsOf(driver, options) ?? {})).not.toEqual(
    expect.arrayContaining(Object.keys(secrets)),
  );
});

/** Docker Docs and Grafana Loki, the pages of the drivers. */
const DOCUMENTED: Readonly<Record<string, string>> = {
  fluentd:
    'fluentd-address tag labels labels-regex env env-regex fluentd-async fluentd-async-reconnect-interval fluentd-buffer-limit ' +
    'fluentd-retry-wait fluentd-max-retries fluentd-sub-second-precision fluentd-write-timeout',
  gelf: 'gelf-address gelf-compression-type gelf-compression-level gelf-tcp-max-reconnect gelf-tcp-reconnect-delay tag labels labels-regex env env-regex',
  syslog:
    'syslog-address syslog-facility syslog-tls-ca-cert syslog-tls-cert syslog-tls-key syslog-tls-skip-verify tag syslog-format labels labels-regex env env-regex',
  splunk:
    'splunk-token splunk-url splunk-source splunk-sourcetype splunk-index splunk-capath splunk-caname splunk-insecureskipverify splunk-format ' +
    'splunk-verify-connection splunk-gzip splunk-gzip-level tag labels labels-regex env env-regex',
  loki:
    'loki-url loki-external-labels loki-timeout loki-batch-wait loki-batch-size loki-min-backoff loki-max-backoff loki-retries loki-pipeline-stage-file ' +
    'loki-pipeline-stages loki-relabel-config loki-tenant-id loki-tls-ca-file loki-tls-cert-file loki-tls-key-file loki-tls-server-name ' +
    'loki-tls-insecure-skip-verify loki-proxy-url no-file keep-file max-size max-file labels env env-regex',
};

test.each(Object.entries(DOCUMENTED))('%s: every option has its row', (driver, options) => {
  const known = Object.keys(routedDriver(driver)?.options ?? {});
  expect(known).toEqual(expect.arrayContaining(`${options} mode max-buffer-size`.split(' ')));
});

/** Of drivers that mean nothing elsewhere. */
const laptop = { level: 'ignored', because: 'containers log to CloudWatch Logs' };

test.each<[string, Options, object]>([
  ['json-file', { 'max-size': '10m' }, laptop],
  ['journald', {}, laptop],
  ['none', {}, { level: 'ignored', noticeable: true }],
  ['gcplogs', {}, { level: 'ignored', because: expect.stringContaining('credentials') }],
  [
    'sumologic/docker-logging-driver:1.0',
    {},
    { level: 'ignored', because: expect.stringContaining('sumologic') },
  ],
  ['syslog', { 'syslog-address': 'unixgram:///dev/log' }, { level: 'ignored' }],
  ['fluentd', { 'fluentd-address': 'unix:///var/run/fluent.sock' }, { level: 'ignored' }],
  ['fluentd', { 'fluentd-async': 'true' }, { level: 'full' }],
  ['fluentd', { mode: 'blocking' }, { level: 'partial', because: expect.stringContaining('never waits') }],
  ['fluentd', { tag: 'x.{{.ID}}' }, { level: 'partial', because: expect.stringContaining('stands for ID') }],
  ['fluentd', { tag: '{{index .Labels "a"}}' }, { level: 'partial' }],
  ['fluentd', { 'fluentd-retry-wait': '1s' }, { level: 'partial' }],
  [
    'fluentd',
    { 'fluent-address': 'x' },
    { level: 'partial', because: expect.stringContaining('knows no such option') },
  ],
  [
    'fluentd',
    { 'max-buffer-size': 'much' },
    { level: 'partial', because: expect.stringContaining("'much' is no size") },
  ],
  [
    'fluentd',
    { env: 'A', labels: 'b' },
    { level: 'partial', because: expect.stringContaining('env, labels (') },
  ],
  [
    'gelf',
    { 'gelf-address': 'logs:12201' },
    { level: 'rejected', because: expect.stringContaining('begins with none of tcp, udp') },
  ],
  [
    'gelf',
    { 'gelf-address': 'udp://logs' },
    { level: 'rejected', because: expect.stringContaining('names no port') },
  ],
  ['gelf', { 'gelf-address': 'udp://logs:99999' }, { level: 'rejected' }],
  [
    'syslog',
    { 'syslog-tls-ca-cert': '/etc/ca.pem' },
    { level: 'rejected', instead: expect.stringContaining('public authority') },
  ],
  ['syslog', { 'syslog-address': 'tcp://logs', 'syslog-tls-ca-cert': '/etc/ca.pem' }, { level: 'full' }],
  ['syslog', { 'syslog-facility': 'everything' }, { level: 'rejected' }],
  [
    'syslog',
    { 'syslog-format': 'rfc1' },
    { level: 'rejected', because: expect.stringContaining('rfc3164, rfc5424') },
  ],
  ['loki', { 'loki-url': 'logs:3100' }, { level: 'rejected', because: expect.stringMatching(/^(?!.*3100)/) }],
  ['grafana/loki-docker-driver:latest', { 'loki-url': 'http://logs:3100/push' }, { level: 'full' }],
  [
    'loki:latest',
    { 'loki-url': 'http://logs:3100/push', 'loki-batch-size': '400' },
    { level: 'partial', because: expect.stringContaining('own pace') },
  ],
  ['splunk', { 'splunk-token': '' }, { level: 'rejected', because: expect.stringContaining('splunk-token') }],
  ['splunk', { 'splunk-capath': '/etc/ca.pem' }, { level: 'rejected' }],
  ['awsfirelens', { Name: 'loki' }, { level: 'full' }],
  ['awsfirelens', { Name: '' }, { level: 'rejected' }],
  ['awsfirelens', { Header: 'a\nb' }, { level: 'rejected', because: expect.stringContaining('one line') }],
  ['loki', { 'loki-url': 'http://me:%E0%A4%A@logs/push' }, { level: 'rejected' }],
])('the verdict of %s with %j', (driver, options, expected) =>
  expect(logVerdict({ driver, options: needed(driver, options) })).toMatchObject(expected),
);

test('the driver of ECS needs the name of an output', () =>
  expect(logVerdict({ driver: 'awsfirelens', options: { Host: 'logs' } })).toMatchObject({
    level: 'rejected',
  }));

test('a driver is no property of every object', () => expect(routedDriver('constructor')).toBeUndefined());
