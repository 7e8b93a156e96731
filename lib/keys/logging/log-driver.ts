/** How a log driver of Docker is told in the words of what stands in for it on ECS. */
import type { Verdict } from '../key.js';

/** The options of a log driver, as the Compose file states them. */
export type LogOptions = Readonly<Record<string, string>>;

/** What is known of a container when its logs are routed: what Docker's templates and labels name. */
export interface LoggedContainer {
  readonly project: string;
  readonly service: string;
  /** As Compose calls it: `container_name`, or `shop-web-1`. */
  readonly name: string;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Where logs are sent. */
export type LogAddress =
  | {
      readonly kind: 'receiver';
      readonly host: string;
      readonly port: number;
      readonly protocol: 'tcp' | 'udp';
    }
  /** Its options are those of ECS, which say it. */
  | { readonly kind: 'stated' }
  /** To the machine itself: a socket of its file system, or its own syslog. */
  | { readonly kind: 'machine' }
  | { readonly kind: 'broken'; readonly because: string };

/** What becomes of one option. */
export interface LogOption {
  /** The options that it becomes. Absent: none. */
  readonly becomes?: (value: string, context: OptionContext) => LogOptions;
  /** What is not as on a laptop; undefined: nothing. */
  readonly lost?: (value: string, options: LogOptions) => Loss | undefined;
}

/** What an option is read beside. */
export interface OptionContext {
  readonly options: LogOptions;
  readonly container: LoggedContainer;
}

/** What of an option gets lost. */
export interface Loss extends Pick<Verdict, 'because' | 'instead'> {
  /** Without it, logs could not be delivered, or not safely. */
  readonly isRefused?: boolean;
  /** It tunes how a laptop sends or keeps logs; nobody notices. */
  readonly isQuiet?: boolean;
}

/** A log driver whose logs leave the task otherwise than to CloudWatch Logs. */
export interface RoutedDriver {
  /** `awsfirelens`: through a log router in the task; `splunk`: ECS has the driver itself. */
  readonly by: 'awsfirelens' | 'splunk';
  readonly address: (options: LogOptions) => LogAddress;
  /** How ECS is told the address. */
  readonly send: (host: string, port: number, options: LogOptions) => LogOptions;
  /** What Docker does unless an option says otherwise, in the words of ECS. */
  readonly defaults: (context: OptionContext) => LogOptions;
  readonly options: Readonly<Record<string, LogOption>>;
  /** What becomes of options that are not listed; absent: the driver knows none of them. */
  readonly others?: (name: string) => LogOption;
  /** The options of ECS whose values are secret, as far as they are stated. */
  readonly secrets: (options: LogOptions) => LogOptions;
}

/** An option that has no counterpart, which the application's people would notice. */
export function lost(because: string, instead?: string): LogOption {
  return { lost: () => ({ because, ...(instead === undefined ? {} : { instead }) }) };
}

/** An option that matters to a laptop alone. */
export function quiet(because: string): LogOption {
  return { lost: () => ({ because, isQuiet: true }) };
}

/** An option that names a file of the machine. */
export function hostFile(instead: string): LogOption {
  return { lost: () => ({ because: 'it names a file of the machine', instead, isRefused: true }) };
}

/** An option that is called otherwise. */
export function renamed(name: string): LogOption {
  return { becomes: (value) => ({ [name]: value }) };
}

/** An option that means something when it is true. */
export function whenTrue(options: LogOptions): LogOption {
  return { becomes: (value) => (isTrue(value) ? options : {}) };
}

/** As Docker reads the text of a boolean (Go's strconv.ParseBool). */
export function isTrue(value: string): boolean {
  return /^(?:1|t|true)$/i.test(value);
}
