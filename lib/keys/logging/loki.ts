import { parsedUrl, readUrl } from './log-address.js';
import {
  hostFile,
  lost,
  quiet,
  renamed,
  type LoggedContainer,
  type LogOptions,
  type RoutedDriver,
} from './log-driver.js';
import { everyDriver, noFields, retryLimit, verification } from './router-options.js';
import { expandTag, lostInTag } from './tag-template.js';

/** What FireLens adds to a line: with it removed, what Loki gets is the line itself. */
const ADDED = [
  'container_id',
  'container_name',
  'source',
  'ecs_cluster',
  'ecs_task_arn',
  'ecs_task_definition',
];

/** The labels that the plugin gives every line under Compose, with those that an option names. */
function labelsOf(external: string, { project, service }: LoggedContainer): string {
  return [`compose_project=${project}`, `compose_service=${service}`, 'source=$source', external]
    .filter((label) => label !== '')
    .join(', ');
}

/** Labels of a container as a list of Loki's; of names, Loki takes letters, digits and `_`. */
function namedLabels(names: string, { labels }: LoggedContainer): string {
  return names
    .split(',')
    .flatMap((name) => {
      const value = labels[name.trim()];
      return value === undefined || value.includes(',')
        ? []
        : [`${name.trim().replaceAll(/[^A-Za-z0-9_]/g, '_')}=${value}`];
    })
    .join(', ');
}

const stages = lost(
  'Fluent Bit has no pipeline of Promtail',
  'let the application log what is to be a label, or relabel in Loki',
);
const tuned = quiet('the log router sends at its own pace');
const local = quiet('no file is kept beside what is sent');

/** Grafana Loki, "Docker driver client configuration", as the output `loki` of Fluent Bit has it. */
export const loki: RoutedDriver = {
  by: 'awsfirelens',
  address: ({ 'loki-url': url }) => readUrl('loki-url', url),
  send: (host, port) => ({ Host: host, Port: String(port) }),
  defaults: ({ options, container }) => {
    const url = parsedUrl(options['loki-url']);
    return {
      Name: 'loki',
      Uri: `${url?.pathname ?? ''}${url?.search ?? ''}`,
      tls: url?.protocol === 'https:' ? 'On' : 'Off',
      ...(url === undefined || url.username === '' ? {} : { Http_User: decodeURIComponent(url.username) }),
      Labels: [
        labelsOf(
          expandTag(options['loki-external-labels'] ?? 'container_name={{.Name}}', container),
          container,
        ),
        namedLabels(options['labels'] ?? '', container),
      ]
        .filter((text) => text !== '')
        .join(', '),
      Remove_Keys: ADDED.join(','),
      Drop_Single_Key: 'raw',
      ...retryLimit('10'),
    };
  },
  options: {
    ...everyDriver,
    ...noFields,
    labels: {},
    'loki-url': {},
    'loki-external-labels': { lost: lostInTag },
    'loki-tenant-id': renamed('Tenant_ID'),
    'loki-retries': { becomes: retryLimit },
    'loki-timeout': tuned,
    'loki-batch-wait': tuned,
    'loki-batch-size': tuned,
    'loki-min-backoff': tuned,
    'loki-max-backoff': tuned,
    'loki-pipeline-stages': stages,
    'loki-pipeline-stage-file': stages,
    'loki-relabel-config': stages,
    'loki-tls-ca-file': hostFile('let a public authority sign the certificate of the receiver'),
    'loki-tls-cert-file': hostFile('let the receiver know its clients by a password in loki-url'),
    'loki-tls-key-file': hostFile('let the receiver know its clients by a password in loki-url'),
    'loki-tls-server-name': renamed('tls.vhost'),
    'loki-tls-insecure-skip-verify': { becomes: verification },
    'loki-proxy-url': lost('the log router sends without a proxy'),
    'no-file': local,
    'keep-file': local,
    'max-size': local,
    'max-file': local,
  },
  secrets: ({ 'loki-url': text }): LogOptions => {
    const password = parsedUrl(text)?.password ?? '';
    return password === '' ? {} : { Http_Passwd: decodeURIComponent(password) };
  },
};
