import { parsedUrl, readUrl } from './log-address.js';
import { hostFile, lost, type LogOption, type LogOptions, type RoutedDriver } from './log-driver.js';

/** What ECS hands to its own driver as it is (Amazon ECS API Reference, LogConfiguration). */
const SAME = [
  'splunk-source',
  'splunk-sourcetype',
  'splunk-index',
  'splunk-caname',
  'splunk-insecureskipverify',
  'splunk-format',
  'splunk-verify-connection',
  'splunk-gzip',
  'splunk-gzip-level',
  'tag',
  'labels',
  'env',
  'env-regex',
  'mode',
  'max-buffer-size',
];

/** An address with another host in it. */
function moved(text: string | undefined, host: string, port: number): string {
  const url = new URL(text ?? 'http://localhost');
  url.hostname = host;
  url.port = String(port);
  return url.href.replace(/\/$/, '');
}

/** Docker Docs, "Splunk logging driver": Fargate has it, too. */
export const splunk: RoutedDriver = {
  by: 'splunk',
  address: ({ 'splunk-url': url, 'splunk-token': token }) =>
    token === undefined || token === ''
      ? { kind: 'broken', because: 'driver splunk needs the option splunk-token' }
      : readUrl('splunk-url', url),
  send: (host, port, { 'splunk-url': text }): LogOptions => {
    const url = parsedUrl(text);
    return { 'splunk-url': url?.hostname === host ? (text ?? '') : moved(text, host, port) };
  },
  // A full buffer drops lines silently; without one, the container waits for Splunk.
  defaults: ({ options }): LogOptions =>
    options['mode'] === 'blocking' ? {} : { mode: 'non-blocking', 'max-buffer-size': '25m' },
  options: {
    ...Object.fromEntries(
      SAME.map((name): [string, LogOption] => [name, { becomes: (value) => ({ [name]: value }) }]),
    ),
    'splunk-url': {},
    'splunk-token': {},
    'splunk-capath': hostFile(
      'let a public authority sign the certificate of Splunk, or state splunk-insecureskipverify',
    ),
    'labels-regex': lost('Fargate knows no labels-regex', 'name the labels in labels'),
  },
  secrets: ({ 'splunk-token': token }): LogOptions =>
    token === undefined || token === '' ? {} : { 'splunk-token': token },
};
