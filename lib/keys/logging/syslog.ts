import { readAddress } from './log-address.js';
import {
  hostFile,
  type LogAddress,
  type LogOption,
  type LogOptions,
  type RoutedDriver,
} from './log-driver.js';
import { everyDriver, noFields, verification } from './router-options.js';
import { expandTag, lostInTag } from './tag-template.js';

/** RFC 5424, section 6.2.1; `-`: numbers that have no name. */
const FACILITIES = (
  'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp - - - - ' +
  'local0 local1 local2 local3 local4 local5 local6 local7'
).split(' ');

const FORMATS: Readonly<Record<string, string>> = {
  rfc3164: 'rfc3164',
  rfc5424: 'rfc5424',
  rfc5424micro: 'rfc5424',
};

function facility(text: string): number | undefined {
  const number = /^\d+$/.test(text) ? Number(text) : text === '-' ? -1 : FACILITIES.indexOf(text);
  return number >= 0 && number < FACILITIES.length ? number : undefined;
}

function addressOf({ 'syslog-address': address }: LogOptions): LogAddress {
  return address === undefined
    ? { kind: 'machine' }
    : readAddress(address, {
        schemes: { tcp: 'tcp', udp: 'udp', 'tcp+tls': 'tcp' },
        sockets: ['unix', 'unixgram'],
        port: 514,
      });
}

function isSecured({ 'syslog-address': address = '' }: LogOptions): boolean {
  return address.startsWith('tcp+tls://');
}

/** An option of TLS, which Docker too ignores without it. */
function secured(option: LogOption): LogOption {
  return {
    becomes: (value, context) => (isSecured(context.options) ? (option.becomes?.(value, context) ?? {}) : {}),
    lost: (value, options) => (isSecured(options) ? option.lost?.(value, options) : undefined),
  };
}

const wrong = (because: string) => ({ because, isRefused: true });

/**
 * Docker Docs, "Syslog logging driver", as the output `syslog` of Fluent Bit has it. Without a format Docker writes
 * the local one, which is that of RFC 3164 without a host.
 */
export const syslog: RoutedDriver = {
  by: 'awsfirelens',
  address: addressOf,
  send: (host, port) => ({ Host: host, Port: String(port) }),
  defaults: ({ options, container }) => ({
    Name: 'syslog',
    // TLS by its switch: the mode of that name came later.
    ...(isSecured(options)
      ? { Mode: 'tcp', tls: 'On' }
      : { Mode: options['syslog-address']?.startsWith('udp') === true ? 'udp' : 'tcp' }),
    Syslog_Format: 'rfc3164',
    Syslog_Message_Key: 'log',
    Syslog_Hostname_Preset: container.project,
    Syslog_Appname_Preset: container.service,
    Syslog_Facility_Preset: String(FACILITIES.indexOf('daemon')),
  }),
  options: {
    ...everyDriver,
    ...noFields,
    'syslog-address': {},
    'syslog-facility': {
      becomes: (text) => ({ Syslog_Facility_Preset: String(facility(text)) }),
      lost: (text) =>
        facility(text) === undefined ? wrong(`'${text}' is no facility of syslog`) : undefined,
    },
    'syslog-format': {
      becomes: (text): LogOptions => ({ Syslog_Format: FORMATS[text] ?? text }),
      lost: (text) =>
        FORMATS[text] === undefined
          ? wrong(`'${text}' is none of ${Object.keys(FORMATS).join(', ')}`)
          : undefined,
    },
    tag: {
      becomes: (text, { container }) => ({ Syslog_Appname_Preset: expandTag(text, container) }),
      lost: lostInTag,
    },
    'syslog-tls-ca-cert': secured(hostFile('let a public authority sign the certificate of the receiver')),
    'syslog-tls-cert': secured(hostFile('let the receiver know its clients by their addresses')),
    'syslog-tls-key': secured(hostFile('let the receiver know its clients by their addresses')),
    'syslog-tls-skip-verify': secured({ becomes: verification }),
  },
  secrets: () => ({}),
};
