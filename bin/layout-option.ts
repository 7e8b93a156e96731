import { Option } from 'commander';
import { layouts } from '../lib/model/layout.js';

/** `--layout`: whether each service's own resources stand in a nested stack. */
export function layoutOption(): Option {
  return new Option(
    '--layout <layout>',
    'nested: each service in a nested stack of its own (default: where one stack would not hold everything)',
  ).choices(layouts);
}
