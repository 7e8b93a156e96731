import type { ModelVariable } from '../lib/compose/model-variables.js';
import { plainYaml } from '../lib/compose/print-yaml.js';

const HEADINGS = ['NAME', 'REQUIRED', 'DEFAULT VALUE', 'ALTERNATE VALUE'] as const;

/** The variables as `docker compose config --variables` lists them: a table, or a map by name in YAML or JSON. */
export function variablesText(
  variables: readonly ModelVariable[],
  format: 'yaml' | 'json' | undefined,
): string {
  if (format === 'yaml') return variables.map(variableYaml).join('');
  // Compose ends the JSON twice.
  if (format === 'json') return `${JSON.stringify(byName(variables), undefined, 4)}\n\n`;
  const rows = variables.map(({ name, required, defaultValue, alternateValue }) => {
    return [name, String(required), defaultValue, alternateValue];
  });
  const table = [[...HEADINGS], ...rows];
  const widths = HEADINGS.map((_, column) => {
    return Math.max(20, ...table.map((row) => (row[column] ?? '').length + 3));
  });
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column < 3 ? cell.padEnd(widths[column] ?? 0) : cell)).join('');
  return table.map((row) => `${line(row)}\n`).join('');
}

function byName(variables: readonly ModelVariable[]): object {
  return Object.fromEntries(
    variables.map(({ name, required, defaultValue, alternateValue }) => [
      name,
      { Name: name, DefaultValue: defaultValue, PresenceValue: alternateValue, Required: required },
    ]),
  );
}

// Compose writes these four in their own order, and deeper than all else that it prints.
function variableYaml({ name, required, defaultValue, alternateValue }: ModelVariable): string {
  const line = (key: string, value: unknown): string => `    ${plainYaml({ [key]: value })}`;
  return [
    `${plainYaml({ [name]: null }).replace(/ null\n$/, '\n')}`,
    line('name', name),
    line('defaultvalue', defaultValue),
    line('presencevalue', alternateValue),
    line('required', required),
  ].join('');
}
