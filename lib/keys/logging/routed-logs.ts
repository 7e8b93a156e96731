import { routedDriver } from './drivers.js';
import type { LogAddress, LoggedContainer, LogOption, LogOptions, Loss, RoutedDriver } from './log-driver.js';

/** `logging` of a service, as it is loaded. */
export interface Logging {
  readonly driver?: string;
  readonly options?: LogOptions;
}

/** Logs that leave the task otherwise than to CloudWatch Logs. */
export interface RoutedLogs {
  readonly by: RoutedDriver['by'];
  readonly address: Exclude<LogAddress, { kind: 'machine' | 'broken' }>;
  /** The options of ECS's log driver, once it is known where the receiver is; without those that are secret. */
  readonly options: (container: LoggedContainer, receiver: Receiver) => LogOptions;
  /** The options of ECS's log driver that are secret. */
  readonly secrets: LogOptions;
}

/** Where logs are received. */
export interface Receiver {
  readonly host: string;
  readonly port: number;
}

/** An option and what of it gets lost. */
export interface LostOption extends Loss {
  readonly option: string;
}

/** How the logs of a service are routed; undefined: they go to CloudWatch Logs, or its options are refused. */
export function routedLogs({ driver: name, options = {} }: Logging): RoutedLogs | undefined {
  const driver = routedDriver(name);
  if (driver === undefined) return undefined;
  const address = driver.address(options);
  if (address.kind === 'machine' || address.kind === 'broken') return undefined;
  const secrets = driver.secrets(options);
  return {
    by: driver.by,
    address,
    secrets,
    options: (container, { host, port }) => {
      const context = { options, container };
      const stated = Object.entries(options).map(
        ([option, value]) => optionOf(driver, option).becomes?.(value, context) ?? {},
      );
      const all = Object.assign(
        {},
        driver.defaults(context),
        ...stated,
        driver.send(host, port, options),
      ) as LogOptions;
      return Object.fromEntries(Object.entries(all).filter(([option]) => !Object.hasOwn(secrets, option)));
    },
  };
}

/** What of a routed driver's options gets lost, in their order. */
export function lostOptions(driver: RoutedDriver, options: LogOptions): readonly LostOption[] {
  return Object.entries(options).flatMap(([option, value]) => {
    const loss = optionOf(driver, option).lost?.(value, options);
    return loss === undefined ? [] : [{ option, ...loss }];
  });
}

function optionOf({ options, others }: RoutedDriver, name: string): LogOption {
  if (Object.hasOwn(options, name)) return options[name] as LogOption;
  return others?.(name) ?? { lost: () => ({ because: 'the driver knows no such option' }) };
}
