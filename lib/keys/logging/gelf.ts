import { readAddress } from './log-address.js';
import {
  lost,
  quiet,
  type LogAddress,
  type LogOption,
  type LogOptions,
  type RoutedDriver,
} from './log-driver.js';
import { everyDriver, noFields, retryLimit } from './router-options.js';

function addressOf({ 'gelf-address': address }: LogOptions): LogAddress {
  return address === undefined
    ? { kind: 'broken', because: 'driver gelf needs the option gelf-address' }
    : readAddress(address, { schemes: { tcp: 'tcp', udp: 'udp' } });
}

function protocolOf(options: LogOptions): 'tcp' | 'udp' {
  const address = addressOf(options);
  return address.kind === 'receiver' ? address.protocol : 'udp';
}

/** An option that means nothing with the other protocol, in Docker as well. */
function only(protocol: 'tcp' | 'udp', option: LogOption): LogOption {
  return {
    becomes: (value, context) =>
      protocolOf(context.options) === protocol ? (option.becomes?.(value, context) ?? {}) : {},
    lost: (value, options) => (protocolOf(options) === protocol ? option.lost?.(value, options) : undefined),
  };
}

/**
 * Docker Docs, "Graylog Extended Format logging driver", as the output `gelf` of Fluent Bit has it. A record of
 * FireLens has the line under `log`; what it has beside it becomes further fields.
 */
export const gelf: RoutedDriver = {
  by: 'awsfirelens',
  address: addressOf,
  send: (host, port) => ({ Host: host, Port: String(port) }),
  defaults: ({ options }) => ({
    Name: 'gelf',
    Mode: protocolOf(options),
    Gelf_Short_Message_Key: 'log',
    Gelf_Host_Key: 'container_name',
    ...(protocolOf(options) === 'tcp' ? retryLimit('3') : {}),
  }),
  options: {
    ...everyDriver,
    ...noFields,
    'gelf-address': {},
    tag: lost(
      'the log router adds no tag to a message',
      'tell messages by the field host, which has the service',
    ),
    'gelf-compression-type': only('udp', {
      becomes: (type) => ({ Compress: String(type !== 'none') }),
      lost: (type) =>
        type === 'zlib' ? { because: 'the log router compresses with gzip', isQuiet: true } : undefined,
    }),
    'gelf-compression-level': only('udp', {
      becomes: (level): LogOptions => (level === '0' || level === '-1' ? { Compress: 'false' } : {}),
      lost: (level) =>
        level === '0' || level === '-1'
          ? undefined
          : { because: 'the log router compresses as it likes', isQuiet: true },
    }),
    'gelf-tcp-max-reconnect': only('tcp', { becomes: retryLimit }),
    'gelf-tcp-reconnect-delay': quiet('the log router waits longer after each failure'),
  },
  secrets: () => ({}),
};
