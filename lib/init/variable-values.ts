import { type Checked, diagnose, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { TemplateVariable, VariableValue } from './template-manifest.js';

/** The values of a template's variables, by name. */
export type VariableValues = Readonly<Record<string, VariableValue>>;

/** Reads an answer to a variable's question: its value, or why it does not fit. */
export function readAnswer(variable: TemplateVariable, answer: string): Checked<VariableValue> {
  const wrong = (expected: string): Checked<VariableValue> => ({
    value: undefined,
    diagnostics: [diagnose('template-value-unfit', { name: variable.name, value: answer, expected })],
  });
  const taken = (value: VariableValue): Checked<VariableValue> => ({ value, diagnostics: [] });
  if (variable.type === 'boolean') {
    if (/^(?:y|yes|true)$/i.test(answer)) return taken(true);
    return /^(?:n|no|false)$/i.test(answer) ? taken(false) : wrong('yes or no');
  }
  if (variable.type === 'number')
    return /^-?\d+(?:\.\d+)?$/.test(answer) ? taken(Number(answer)) : wrong('a number');
  if (variable.choices !== undefined && !variable.choices.includes(answer))
    return wrong(`one of ${variable.choices.join(', ')}`);
  if (/\p{Cc}/u.test(answer)) return wrong('a text of one line');
  const pattern = variable.pattern;
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(answer)
    ? taken(answer)
    : wrong(`a text that matches ${pattern}`);
}

/**
 * The values of all variables, from what the command line set as `name=value`, what was answered and the defaults.
 * `ask` is called for those that were not set, one after another; undefined: nobody is there to answer. A variable that
 * does not apply has its default, if it has one.
 */
export async function variableValues(
  variables: readonly TemplateVariable[],
  set: readonly string[],
  ask: ((variable: TemplateVariable) => Promise<VariableValue>) | undefined,
): Promise<Checked<VariableValues>> {
  const { value: given, diagnostics } = readSettings(variables, set);
  const found: Diagnostic[] = [...diagnostics];
  const values: Record<string, VariableValue> = { ...given };
  if (hasErrors(found)) return { value: undefined, diagnostics: found };
  for (const variable of variables) {
    const isSet = Object.hasOwn(values, variable.name);
    if (!applies(variable, values)) {
      if (isSet) found.push(outOfPlace(variable, values));
      else if (variable.default !== undefined) values[variable.name] = variable.default;
      continue;
    }
    if (isSet) continue;
    const value = ask === undefined ? variable.default : await ask(variable);
    if (value === undefined)
      found.push(diagnose('template-value-missing', { name: variable.name, question: variable.question }));
    else values[variable.name] = value;
  }
  return { value: hasErrors(found) ? undefined : values, diagnostics: found };
}

function applies({ when = {} }: TemplateVariable, values: VariableValues): boolean {
  return Object.entries(when).every(([name, allowed]) => allowed.some((value) => value === values[name]));
}

function outOfPlace({ name, when = {} }: TemplateVariable, values: VariableValues): Diagnostic {
  const conditions = Object.entries(when).map(([other, allowed]) => `${other} is ${allowed.join(' or ')}`);
  return diagnose('template-value-unfit', {
    name,
    value: String(values[name]),
    expected: `left out unless ${conditions.join(' and ')}`,
  });
}

function readSettings(
  variables: readonly TemplateVariable[],
  set: readonly string[],
): { readonly value: VariableValues; readonly diagnostics: readonly Diagnostic[] } {
  const names = variables.map(({ name }) => name);
  const read = set.map((setting): readonly [string, Checked<VariableValue>] => {
    const [, name = setting, answer] = /^([^=]*)=([^]*)$/.exec(setting) ?? [];
    const variable = variables.find((candidate) => candidate.name === name);
    if (variable !== undefined && answer !== undefined) return [name, readAnswer(variable, answer)];
    const suggestion = nearest(name, names);
    const unknown = diagnose('template-variable-unknown', {
      name,
      names,
      ...(suggestion === undefined || suggestion === name ? {} : { suggestion }),
    });
    return [name, { value: undefined, diagnostics: [unknown] }];
  });
  return {
    value: Object.fromEntries(
      read.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
    ),
    diagnostics: read.flatMap(([, { diagnostics }]) => diagnostics),
  };
}
