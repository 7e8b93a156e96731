import type { ModelVariable } from '../lib/compose/model-variables.js';
import { plainYaml } from '../lib/compose/print-yaml.js';

const HEADINGS = ['NAME', 'REQUIRED', 'DEFAULT VALUE', 'ALTERNATE VALUE'] as const;

/** The variables as `docker compose config --variables` lists them: a table, or a map by name in YAML or JSON. */
export function variablesText(
  variables: readonly ModelVariable[],
  format: 'yaml' | 'json' | undefined,
): string {
  if (format === 'yaml') return plainYaml(byName(variables, (key) => key.toLowerCase()));
  if (format === 'json') return `${JSON.stringify(byName(variables, (key) => key))}\n`;
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

function byName(variables: readonly ModelVariable[], spell: (key: string) => string): object {
  return Object.fromEntries(
    variables.map(({ name, required, defaultValue, alternateValue }) => [
      name,
      {
        [spell('Name')]: name,
        [spell('DefaultValue')]: defaultValue,
        [spell('PresenceValue')]: alternateValue,
        [spell('Required')]: required,
      },
    ]),
  );
}
