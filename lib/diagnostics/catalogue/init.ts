/** Findings about templates and the apps that are made from them. */
import { row } from '../row.js';

const whichOf = (suggestion: string | undefined, names: readonly string[]): string =>
  suggestion !== undefined
    ? `did you mean '${suggestion}'?`
    : names.length === 0
      ? 'it has none'
      : `it has: ${names.join(', ')}`;

export const init = {
  'files-in-the-way': row<{ files: readonly string[] }>({
    severity: 'error',
    summary: 'A new app would overwrite files that exist. Nothing was written.',
    message: ({ files }) =>
      `${files.length === 1 ? 'this file exists' : 'these files exist'} already, and nothing was written: ${files.join(', ')}`,
    fix: () => 'name a folder for the app: cdk-compose init deploy',
  }),
  'ci-outside-of-app': row<{ folder: string }>({
    severity: 'error',
    summary: 'The files of a CI service run at the root of the repository, and the app would be elsewhere.',
    message: ({ folder }) =>
      `the files of a CI service work in the repository's root folder, not in ${folder}`,
    fix: () => 'write the app into the root folder, or leave out --ci',
  }),
  'template-not-found': row<{ template: string }>({
    severity: 'error',
    summary:
      'There is no template of this name: neither a folder with a template.json nor an installed package.',
    message: ({ template }) =>
      `no template '${template}': it is neither a folder nor a package with a template.json`,
    fix: ({ template }) =>
      `for a package: npx -p cdk-compose -p ${template} cdk-compose init --template ${template}`,
  }),
  'template-unreadable': row<{ template: string; reason: string }>({
    severity: 'error',
    summary: 'A file of the template could not be read.',
    message: ({ template, reason }) => `cannot read the template in ${template}: ${reason}`,
    fix: () => 'see to it that its files may be read',
  }),
  'template-variable-unknown': row<{ name: string; names: readonly string[]; suggestion?: string }>({
    severity: 'error',
    summary: 'A variable was set that the template does not declare.',
    message: ({ name }) => `the template has no variable '${name}'`,
    fix: ({ suggestion, names }) =>
      names.some((name) => name === suggestion) || suggestion === undefined
        ? `${whichOf(suggestion, names)}${names.length === 0 ? '' : '; set one as --set name=value'}`
        : whichOf(suggestion, names),
  }),
  'template-value-unfit': row<{ name: string; value: string; expected: string }>({
    severity: 'error',
    summary: 'The value of a template’s variable is not of its type, pattern or choices.',
    message: ({ name, value, expected }) => `the variable '${name}' must be ${expected}, not '${value}'`,
    fix: ({ name }) => `set it as --set ${name}=…`,
  }),
  'template-value-missing': row<{ name: string; question: string }>({
    severity: 'error',
    summary: 'A template’s variable has no default, and nobody was there to ask.',
    message: ({ name, question }) => `the variable '${name}' has no value (${question})`,
    fix: ({ name }) => `set it as --set ${name}=…`,
  }),
  'template-placeholder-unknown': row<{ name: string; names: readonly string[]; suggestion?: string }>({
    severity: 'error',
    summary: 'A file of the template has a placeholder for a variable that the template does not declare.',
    message: ({ name }) => `nothing is declared for the placeholder '${name}'`,
    fix: ({ suggestion, names }) =>
      suggestion === undefined
        ? `declare it in template.json, or use one of: ${names.join(', ')}`
        : `did you mean '${suggestion}'?`,
  }),
  'template-path-outside': row<{ template: string; path: string }>({
    severity: 'error',
    summary: 'With the values given, a file of the template would stand outside of the app.',
    message: ({ template, path }) => `the template's file ${template} would be written to ${path}`,
    fix: () => "give the variables in its name values without '..'",
  }),
};
