import { readAnswer } from '../lib/init/variable-values.js';
import type { TemplateVariable, VariableValue } from '../lib/init/template-manifest.js';
import { ComposeError } from '../lib/diagnostics/compose-error.js';
import { diagnose } from '../lib/diagnostics/diagnostic.js';
import type { Machine } from './machine.js';

/** Asks at the terminal until the answer fits; an empty one takes the default. */
export function askForVariable(machine: Machine): (variable: TemplateVariable) => Promise<VariableValue> {
  return async (variable) => {
    const hint = variable.choices?.join('/') ?? (variable.type === 'boolean' ? 'yes/no' : undefined);
    const usual = variable.default === undefined ? '' : ` [${spoken(variable.default)}]`;
    for (;;) {
      const answer = await machine.ask?.(
        `${variable.question}${hint === undefined ? '' : ` (${hint})`}${usual}: `,
      );
      // The end of the input: nobody will ever answer.
      if (answer === undefined)
        throw new ComposeError([
          diagnose('template-value-missing', { name: variable.name, question: variable.question }),
        ]);
      if (answer.trim() === '' && variable.default !== undefined) return variable.default;
      const { value, diagnostics } = readAnswer(variable, answer.trim());
      if (value !== undefined) return value;
      for (const { message } of diagnostics) machine.stderr.write(`${message}\n`);
    }
  };
}

function spoken(value: VariableValue): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value === '' ? 'none' : String(value);
}
