import { type Checked, diagnose, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { TemplateManifest, VariableValue } from './template-manifest.js';

/** A file of a template, or one that was made from it. */
export interface TemplateFile {
  /** Relative, with forward slashes. In a template it starts with `files/` or `repository/`. */
  readonly path: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

/** What placeholders stand for. Text is written as a string of the file's language; `{ json }` as it is. */
export type Replacements = Readonly<Record<string, VariableValue | { readonly json: string }>>;

/** The files that a template makes with these values. A placeholder that nothing stands for is an error with its place. */
export function renderTemplate(
  { only = {} }: TemplateManifest,
  files: readonly TemplateFile[],
  values: Replacements,
): Checked<readonly TemplateFile[]> {
  const found: Diagnostic[] = [];
  const rendered = files
    .filter(({ path }) =>
      Object.entries(only).every(
        ([place, conditions]) =>
          !(path === place || path.startsWith(`${place}/`)) ||
          Object.entries(conditions).every(([name, value]) => values[name] === value),
      ),
    )
    .map((file) => {
      const path = renderPath(file.path, values);
      if (path.split('/').includes('..'))
        found.push(diagnose('template-path-outside', { template: file.path, path }));
      return { ...file, path, content: renderContent(file, values, found) };
    });
  return { value: hasErrors(found) ? undefined : rendered, diagnostics: found };
}

// npm leaves `.gitignore` out of packages: a template writes `_gitignore`.
function renderPath(path: string, values: Replacements): string {
  return path
    .replace(/__([A-Za-z][A-Za-z0-9]*)__/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : whole,
    )
    .replace(/(^|\/)_(?!_)(?=[^/]+$)/, '$1.');
}

function renderContent({ path, content }: TemplateFile, values: Replacements, found: Diagnostic[]): Buffer {
  if (content.includes(0)) return content;
  // In JSON a placeholder that is a whole string becomes the value in its own type.
  const placeholder = path.endsWith('.json')
    ? /("?)<%=\s*([A-Za-z][A-Za-z0-9]*)\s*%>\1/g
    : /()<%=\s*([A-Za-z][A-Za-z0-9]*)\s*%>/g;
  const text = content.toString('utf8');
  return Buffer.from(
    text.replace(placeholder, (whole, quote: string, name: string, start: number) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (typeof value === 'object') return value.json.replaceAll('\n', `\n${indentationAt(text, start)}`);
      if (value !== undefined)
        return typeof value === 'string' ? `${quote}${spelled(value, path)}${quote}` : String(value);
      const names = Object.keys(values);
      const suggestion = nearest(name, names);
      found.push(
        diagnose(
          'template-placeholder-unknown',
          { name, names, ...(suggestion === undefined ? {} : { suggestion }) },
          { at: { source: path, start, end: start + whole.length } },
        ),
      );
      return whole;
    }),
  );
}

/** What the line begins with, so that values of several lines stand below it. */
function indentationAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function spelled(value: string, path: string): string {
  const quoted = JSON.stringify(value).slice(1, -1);
  if (path.endsWith('.json')) return quoted;
  return /\.[cm]?[jt]s$/.test(path) ? quoted.replaceAll(/['`$]/g, String.raw`\$&`) : value;
}
