import type { LogOptions, RoutedDriver } from './log-driver.js';

/** Options of outputs whose values are secret: `http_passwd`, `splunk_token`, `apikey`, `shared_key`. */
const SECRET =
  /passw(?:or)?d$|passwd|token$|secret|api_?key$|shared_key$|license_?key$|access_key$|connection_string$/i;

/**
 * The driver of ECS itself: options are those of an output of Fluent Bit, whose name is one of them (Amazon ECS
 * Developer Guide, "Send Amazon ECS logs to an AWS service or AWS Partner").
 */
export const awsfirelens: RoutedDriver = {
  by: 'awsfirelens',
  address: (options) =>
    Object.entries(options).some(([name, value]) => isName(name) && value !== '')
      ? { kind: 'stated' }
      : { kind: 'broken', because: 'driver awsfirelens needs the option Name, an output of Fluent Bit' },
  send: () => ({}),
  defaults: () => ({}),
  options: {},
  // Fluent Bit takes any spelling of it, but ECS looks for this one.
  others: (name) => ({
    becomes: (value) => ({ [isName(name) ? 'Name' : name]: value }),
    lost: (value) =>
      /[\r\n]/.test(value) ? { because: 'an option of Fluent Bit is one line', isRefused: true } : undefined,
  }),
  secrets: (options): LogOptions =>
    Object.fromEntries(Object.entries(options).filter(([name, value]) => SECRET.test(name) && value !== '')),
};

function isName(option: string): boolean {
  return option.toLowerCase() === 'name';
}
