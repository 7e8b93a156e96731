import { diagnose, hasErrors, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { SecretBinding } from '../model/bindings.js';
import type { WantedSecret } from './wanted-secrets.js';

/** Where values are on this machine. */
export interface LocalValues {
  /** The bytes of a file; a text says why there are none. */
  readonly readFile: (path: string) => Uint8Array | string;
  /** The variables that the project was loaded with. */
  readonly environment: ReadonlyMap<string, string>;
}

/** A value as it is stored, and what the bindings say of it. */
export interface StorableValue {
  readonly stored: string;
  readonly facts: Pick<SecretBinding, 'encoding' | 'keys'>;
  /** Keys whose values are not on this machine: those of the version before stay. */
  readonly kept?: readonly string[];
}

/** Why a value is not on this machine. */
export interface Absence {
  readonly absent: string;
}

/** What Secrets Manager takes, in bytes (AWS Secrets Manager User Guide, "Quotas"). */
const MOST_BYTES = 65_536;

/** Reads the value of a secret of the project: its text as it is, bytes that are no text as base64. */
export function localValue(
  { origin, what, keys, path }: WantedSecret,
  { readFile, environment }: LocalValues,
): Checked<StorableValue | Absence> {
  if (origin.kind === 'variables') {
    const { values, kept } = origin;
    const { value, diagnostics } = storable(...jsonOf(values), { what, path });
    return { value: value === undefined ? undefined : { ...value, kept }, diagnostics };
  }
  if (origin.kind === 'variable') {
    const value = environment.get(origin.variable);
    return value === undefined
      ? { value: { absent: `variable ${origin.variable} is not set` }, diagnostics: [] }
      : withKeys(value, {}, { what, path, keys });
  }
  if (origin.kind !== 'file') return { value: { absent: 'it is external' }, diagnostics: [] };
  const bytes = readFile(origin.file);
  if (typeof bytes === 'string')
    return { value: { absent: `file ${origin.file} ${bytes}` }, diagnostics: [] };
  const text = textOf(bytes);
  return text === undefined
    ? withKeys(Buffer.from(bytes).toString('base64'), { encoding: 'base64' }, { what, path, keys })
    : withKeys(text, {}, { what, path, keys });
}

/**
 * The value with the keys that it keeps of the version before: without them, what reads them could not be started. One
 * that is not there either is an error.
 */
export function withKept(
  { stored, facts, kept = [] }: StorableValue,
  before: string | undefined,
  { what, path }: Subject,
): Checked<StorableValue> {
  if (kept.length === 0) return { value: { stored, facts }, diagnostics: [] };
  const held = keysOf(before ?? '') === undefined ? {} : (JSON.parse(before ?? '') as Texts);
  const values: Record<string, string> = { ...(JSON.parse(stored) as Texts) };
  const findings: Diagnostic[] = [];
  for (const key of kept) {
    const isHeld = Object.hasOwn(held, key);
    if (isHeld) values[key] = held[key] ?? '';
    const of = { what: `${key} among ${what}`, from: 'it is not set' };
    findings.push(diagnose(isHeld ? 'secret-value-kept' : 'secret-value-missing', of, { path }));
  }
  if (hasErrors(findings)) return { value: undefined, diagnostics: findings };
  const { value, diagnostics } = storable(...jsonOf(values), { what, path });
  return { value, diagnostics: [...findings, ...diagnostics] };
}

type Texts = Readonly<Record<string, string>>;
type Subject = Pick<WantedSecret, 'what' | 'path'>;

/** The JSON object of values, the same for the same values, and its keys. */
function jsonOf(values: Texts): [string, StorableValue['facts']] {
  const keys = Object.keys(values).toSorted();
  return [JSON.stringify(Object.fromEntries(keys.map((key) => [key, values[key]]))), { keys }];
}

function withKeys(
  stored: string,
  facts: StorableValue['facts'],
  { keys, ...subject }: Subject & Pick<WantedSecret, 'keys'>,
): Checked<StorableValue> {
  if (keys === undefined) return storable(stored, facts, subject);
  const held = facts.encoding === undefined ? keysOf(stored) : undefined;
  if (held === undefined)
    return unfit(subject, 'services read keys of it, and it is no JSON object with texts');
  const lacking = lackingKeys(keys, held, subject);
  return lacking.length > 0
    ? { value: undefined, diagnostics: lacking }
    : storable(stored, { ...facts, keys: held }, subject);
}

/** Findings about keys that services read and that a secret does not hold. */
export function lackingKeys(
  keys: readonly string[],
  held: readonly string[],
  { what, path }: Subject,
): readonly Diagnostic[] {
  const secret = what.replace(/^secret /, '');
  return keys
    .filter((key) => !held.includes(key))
    .map((key) => diagnose('secret-key-unknown', { secret, key, keys: held }, { path }));
}

/** The keys of the JSON object that a text is, sorted; undefined when it is none, or holds more than texts and numbers. */
export function keysOf(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const isFlat = Object.values(value).every((each) =>
      ['string', 'number', 'boolean'].includes(typeof each),
    );
    return isFlat ? Object.keys(value).toSorted() : undefined;
  } catch {
    return undefined;
  }
}

function storable(stored: string, facts: StorableValue['facts'], subject: Subject): Checked<StorableValue> {
  if (stored === '') return unfit(subject, 'it is empty, and Secrets Manager holds no empty values');
  const size = Buffer.byteLength(stored);
  if (size > MOST_BYTES)
    return unfit(subject, `it takes ${size} bytes, and Secrets Manager holds ${MOST_BYTES}`);
  return { value: { stored, facts }, diagnostics: [] };
}

function unfit({ what, path }: Subject, because: string): Checked<never> {
  return { value: undefined, diagnostics: [diagnose('secret-value-unfit', { what, because }, { path })] };
}

/** UTF-8 without a zero byte, which no environment variable can hold; a byte order mark stays. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
