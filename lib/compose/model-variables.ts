import { byCodePoint } from '../syntax/grammars/code-point-order.js';

/** A variable of a Compose project, as `docker compose config --variables` lists it. */
export interface ModelVariable {
  readonly name: string;
  /** True for `${NAME:?message}`. */
  readonly required: boolean;
  /** The text after `:-`, variables and all; '' for none. */
  readonly defaultValue: string;
  /** The text after `:+`. */
  readonly alternateValue: string;
}

/** The variables that the texts of a model use, by name; of several uses the last counts. */
export function modelVariables(model: unknown): readonly ModelVariable[] {
  const variables = new Map<string, ModelVariable>();
  collect(model, variables);
  return [...variables.values()].toSorted((a, b) => byCodePoint(a.name, b.name));
}

function collect(value: unknown, variables: Map<string, ModelVariable>): void {
  if (typeof value === 'string') variablesOf(value, variables);
  else if (typeof value === 'object' && value !== null) {
    for (const entry of Object.values(value)) collect(entry, variables);
  }
}

const TOKEN = /\$(?:\$|([_a-z][_a-z0-9]*)|\{([_a-z][_a-z0-9]*)(:?[-+?]|\}))/giu;

function variablesOf(text: string, variables: Map<string, ModelVariable>): void {
  const token = new RegExp(TOKEN);
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [, plain, name = plain, operator = '}'] = match;
    if (name === undefined) continue;
    const end = operator === '}' ? token.lastIndex : closingBrace(text, token.lastIndex);
    const operand = operator === '}' ? '' : text.slice(token.lastIndex, end);
    variables.set(name, {
      name,
      required: operator.endsWith('?'),
      defaultValue: operator.endsWith('-') ? operand : '',
      alternateValue: operator.endsWith('+') ? operand : '',
    });
    if (!operator.endsWith('?')) variablesOf(operand, variables);
    token.lastIndex = Math.max(end, token.lastIndex);
  }
}

/** Where the operand that starts at `from` ends: before the brace that balances the one it stands in. */
function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let index = from; index < text.length; index++) {
    if (text[index] === '{') depth++;
    else if (text[index] === '}' && --depth === 0) return index;
  }
  return text.length;
}
