import type { LoggedContainer, Loss } from './log-driver.js';

/** `{{.Name}}`, `{{ .ID }}` */
const MARKUP = /\{\{\s*\.(\w+)\s*\}\}/g;

/** What Docker knows of a container only when it runs; its name stands in. */
const UNKNOWN: ReadonlySet<string> = new Set(['ID', 'FullID', 'ImageID', 'ImageFullID']);
const KNOWN: ReadonlySet<string> = new Set(['Name', 'ImageName', 'DaemonName', ...UNKNOWN]);

/** A text with Docker's markup expanded (Docker Docs, "Customize log driver output"). */
export function expandTag(text: string, { name, image }: LoggedContainer): string {
  return text.replaceAll(MARKUP, (_, field: string) =>
    field === 'ImageName' ? image : field === 'DaemonName' ? 'docker' : name,
  );
}

/** What of the markup is not as on a laptop. */
export function lostInTag(text: string): Loss | undefined {
  const fields = [...text.matchAll(MARKUP)].map(([, field = '']) => field);
  if (text.replaceAll(MARKUP, '').includes('{{') || fields.some((field) => !KNOWN.has(field)))
    return { because: 'only single fields of a container are expanded', instead: 'use {{.Name}} alone' };
  const unknown = fields.filter((field) => UNKNOWN.has(field));
  return unknown.length === 0
    ? undefined
    : {
        because: `the container's name stands for ${unknown.join(', ')}, which nobody knows before it runs`,
        instead: 'use {{.Name}} in it',
      };
}
