import { type JsonShape, listOf, mapOf, object, text, unexpected, versionOne } from '../images/json-shape.js';
import { parseStateFile, type StateFile } from '../images/state-file.js';
import type { Checked } from '../diagnostics/diagnostic.js';

/** The value of a template's variable. */
export type VariableValue = string | number | boolean;

/** A variable that a template declares: what is asked, and which answers fit. */
export interface TemplateVariable {
  /** How placeholders name it: `<%= name %>` in texts, `__name__` in names of files. */
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean';
  readonly question: string;
  /** Taken when nothing is answered; without one an answer must be given. */
  readonly default?: VariableValue;
  /** A regular expression that the whole of a text must match. */
  readonly pattern?: string;
  /** The only texts that fit. */
  readonly choices?: readonly string[];
  /** Asked, and to be set, only if variables before it have one of these values: `{ "ci": ["github", "gitlab"] }`. */
  readonly when?: Readonly<Record<string, readonly VariableValue[]>>;
}

/** What stands in a template's `template.json`. */
export interface TemplateManifest {
  readonly version: 1;
  readonly description: string;
  readonly variables: readonly TemplateVariable[];
  /** Files and folders that are written only if variables have these values: `{ "files/waf.ts": { "waf": true } }`. */
  readonly only?: Readonly<Record<string, Readonly<Record<string, VariableValue>>>>;
}

/** The file of a template's folder that declares it. */
export const manifestName = 'template.json';

const scalar: JsonShape<VariableValue> = (value, path, report) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : unexpected(value, path, 'a text, a number, true or false', report);

const regularExpression: JsonShape<string> = (value, path, report) => {
  const pattern = text()(value, path, report);
  try {
    if (pattern !== undefined) new RegExp(pattern).exec('');
    return pattern;
  } catch {
    return unexpected(value, path, 'a regular expression', report);
  }
};

const variable = object<TemplateVariable>(
  {
    name: text('a name of letters and digits', /^[A-Za-z][A-Za-z0-9]*$/),
    type: text('text, number or boolean', /^(?:text|number|boolean)$/) as JsonShape<TemplateVariable['type']>,
    question: text(),
    default: scalar,
    pattern: regularExpression,
    choices: listOf(text()),
    when: mapOf(text(), listOf(scalar)),
  },
  ['default', 'pattern', 'choices', 'when'],
);

const manifest: StateFile<TemplateManifest> = {
  name: 'template',
  empty: { version: 1, description: '', variables: [] },
  shape: object<TemplateManifest>(
    {
      version: versionOne,
      description: text(),
      variables: listOf(variable),
      only: mapOf(text(), mapOf(text(), scalar)),
    },
    ['only'],
  ),
  remedy: 'write version 1, a description and the list of variables, each with name, type and question',
};

/** Reads the text of a template's manifest; `source` is the name that places bear. */
export function parseManifest(json: string, source: string): Checked<TemplateManifest> {
  return parseStateFile(manifest, json, source);
}
