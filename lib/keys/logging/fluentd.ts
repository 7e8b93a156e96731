import { readAddress } from './log-address.js';
import { isTrue, quiet, type LogOptions, type RoutedDriver } from './log-driver.js';
import { bufferLimit, everyDriver, noFields, retryLimit } from './router-options.js';
import { bytesOf } from './size.js';
import { expandTag, lostInTag } from './tag-template.js';

const inBackground = {
  lost: (value: string) =>
    isTrue(value) ? undefined : { because: 'the log router always connects in the background' },
};

/**
 * Docker Docs, "Fluentd logging driver", as the output `forward` of Fluent Bit has it. Fluentd drops records with the
 * metadata that Fluent Bit sends by default, and Docker tries for ever unless told otherwise.
 */
export const fluentd: RoutedDriver = {
  by: 'awsfirelens',
  address: ({ 'fluentd-address': address = 'localhost:24224' }) =>
    readAddress(address, {
      schemes: { tcp: 'tcp', tls: 'tcp' },
      sockets: ['unix'],
      protocol: 'tcp',
      port: 24_224,
    }),
  send: (host, port) => ({ Host: host, Port: String(port) }),
  defaults: () => ({ Name: 'forward', Retain_Metadata_In_Forward_Mode: 'false', ...retryLimit('0') }),
  options: {
    ...everyDriver,
    ...noFields,
    'fluentd-address': {
      becomes: (address): LogOptions => (address.startsWith('tls://') ? { tls: 'On' } : {}),
    },
    tag: {
      becomes: (text, { container }) => ({ Tag: expandTag(text, container) }),
      lost: lostInTag,
    },
    'fluentd-async': inBackground,
    'fluentd-async-connect': inBackground,
    'fluentd-async-reconnect-interval': quiet('the log router connects anew by itself'),
    'fluentd-buffer-limit': { becomes: (value) => bufferLimit(bytesOf(value)) },
    'fluentd-max-retries': { becomes: retryLimit },
    'fluentd-retry-wait': quiet('the log router waits longer after each failure'),
    'fluentd-sub-second-precision': {
      becomes: (value): LogOptions => (isTrue(value) ? {} : { Time_as_Integer: 'true' }),
    },
    'fluentd-write-timeout': quiet('the log router sends at its own pace'),
    'fluentd-request-ack': { becomes: (value) => ({ Require_ack_response: String(isTrue(value)) }) },
  },
  secrets: () => ({}),
};
