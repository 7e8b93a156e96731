import { parsed, refused, type Parsed } from './parsed.js';

/** A host device in a service, in the long form that Compose gives a short one. */
export interface DeviceMapping {
  readonly source: string;
  readonly target: string;
  readonly permissions: string;
}

/** The mapping of `SOURCE[:TARGET[:PERMISSIONS]]`; a CDI name such as `vendor.com/class=name` is its own target. */
export function parseDevice(text: string): Parsed<DeviceMapping> {
  const [source = '', target = '', permissions = 'rwm', ...rest] = text.split(':');
  if (rest.length > 0) return refused(`too many colons in device '${text}'`);
  return parsed({ source, target: target === '' ? source : target, permissions });
}
