import { parseBoolean } from './grammars/boolean.js';
import { parseGoFloat, parseGoInteger } from './grammars/go-number.js';
import { parsed } from './grammars/parsed.js';
import type { Parsed } from './grammars/parsed.js';
import type { Scalar } from './scalar.js';
import type { Cast } from './syntax.js';

/** What a text becomes where Compose wants a boolean or a number, right after its variables are filled in. */
export function castText(text: string, cast: Cast): Parsed<Scalar> & { readonly deprecated?: boolean } {
  if (cast === 'boolean') return parseBoolean(text);
  if (cast === 'integer') return parseGoInteger(text);
  const number = parseGoFloat(text);
  return cast === 'float32' && number.ok ? parsed(Math.fround(number.value)) : number;
}
