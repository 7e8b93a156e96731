import { relative } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.js';
import type { Diagnostic, DiagnosticContext } from '../diagnostics/diagnostic.js';
import { absolutePath, slashed } from '../syntax/grammars/path.js';
import type { Loading } from './loading.js';
import { parseLayers } from './parse.js';
import type { Layer } from './read-document.js';

/** The layers of a Compose file; undefined, with findings, if it cannot be read. Each file is read once. */
export function readLayers(
  loading: Loading,
  path: string,
  context: DiagnosticContext & { readonly what?: string } = {},
): readonly Layer[] | undefined {
  const absolute = path === '-' ? path : absolutePath(path, loading.current);
  if (loading.parsed.has(absolute)) return loading.parsed.get(absolute);
  const { what = 'the Compose file', ...place } = context;
  const read = loading.files.read(absolute);
  if (read.kind !== 'file') {
    loading.findings.push(
      read.kind === 'missing'
        ? diagnose('file-not-found', { path: absolute, what }, place)
        : diagnose(
            'input-unreadable',
            { path: absolute, what, problem: read.kind === 'directory' ? 'it is a directory' : read.reason },
            place,
          ),
    );
    return undefined;
  }
  const source = sourceName(absolute, loading.directory);
  loading.sources.set(source, read.text);
  const { layers, findings } = read.invalid
    ? { layers: undefined, findings: [notUtf8(read.text, source)] }
    : parseLayers(read.text, source);
  loading.findings.push(...findings);
  loading.parsed.set(absolute, layers);
  return layers;
}

function notUtf8(text: string, source: string): Diagnostic {
  const start = Math.max(0, text.indexOf('\ufffd'));
  const problem = 'this character is not encoded as UTF-8';
  return diagnose(
    'yaml-syntax',
    { problem, fix: 'save the file as UTF-8' },
    { at: { source, start, end: start + 1 } },
  );
}

/** How reports name a file: from the project directory if it is inside, else in full. */
export function sourceName(path: string, directory: string): string {
  if (path === '-') return '<stdin>';
  const inside = slashed(relative(directory, path));
  return inside === '' || inside.startsWith('..') ? path : inside;
}
