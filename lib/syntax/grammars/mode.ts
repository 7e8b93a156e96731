import { parseGoInteger } from './go-number.js';
import type { Scalar } from '../scalar.js';
import { parsed, refused, type Parsed } from './parsed.js';

/**
 * The mode of a secret or config in a container, as Compose prints it: `0440`. Text is octal, a number is taken as it
 * is (YAML itself reads `0440` as octal).
 */
export function parseFileMode(value: Scalar): Parsed<string> {
  if (typeof value === 'bigint') return parsed(`0${value.toString(8)}`);
  if (typeof value !== 'string') return refused('a file mode must be octal text or a number');
  const mode = parseGoInteger(value, 8);
  return mode.ok ? parsed(`0${mode.value.toString(8)}`) : refused(`'${value}' is no octal file mode`);
}
