import { parseAllDocuments } from 'yaml';
import type { Document, YAMLParseError } from 'yaml';
import { diagnose, hasErrors } from '../diagnostics/diagnostic.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { documentMarkers } from './document-markers.js';
import { readDocument } from './read-document.js';
import type { Anchors } from './anchors.js';
import type { Layer } from './read-document.js';
import { trimLastBlock } from './trim-last-block.js';
import { yamlProblem } from './yaml-problem.js';

/** The layers of a file: one for each YAML document. Undefined, with findings, if the text is no YAML that Compose takes. */
export function parseLayers(
  text: string,
  source: string,
): { readonly layers: readonly Layer[] | undefined; readonly findings: readonly Diagnostic[] } {
  const findings: Diagnostic[] = [];
  const layers: Layer[] = [];
  const anchors: Anchors = { anchors: new Map(), known: new Map() };
  for (const document of readDocuments(text, source, findings)) {
    if (hasErrors(findings)) break;
    const layer = readDocument(document, source, findings, anchors);
    if (layer !== undefined) layers.push(layer);
  }
  return { layers: hasErrors(findings) ? undefined : layers, findings };
}

const UNPRINTABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]/;

function readDocuments(text: string, source: string, findings: Diagnostic[]): readonly Document[] {
  const stray = UNPRINTABLE.exec(text);
  if (stray !== null) {
    const at = { source, start: stray.index, end: stray.index + 1 };
    findings.push(diagnose('yaml-syntax', { problem: 'control characters are not allowed' }, { at }));
    return [];
  }
  if (isNestedTooDeep(text)) {
    findings.push(diagnose('nested-too-deep', {}, { at: { source, start: 0, end: 0 } }));
    return [];
  }
  try {
    const documents: readonly Document[] = parseAllDocuments(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    // What follows a syntax error is mostly its echo.
    const [first] = documents.flatMap(({ errors }) => errors);
    if (first !== undefined) findings.push(syntaxFinding(first, text, source));
    else findings.push(...documentMarkers(documents, text, source));
    trimLastBlock(documents, text);
    return documents;
  } catch (error) {
    // The YAML parser recurses: only a file nested thousands of levels deep exhausts its stack.
    if (!(error instanceof RangeError)) throw error;
    findings.push(diagnose('nested-too-deep', {}, { at: { source, start: 0, end: 0 } }));
    return [];
  }
}

function syntaxFinding({ code, message, pos }: YAMLParseError, text: string, source: string): Diagnostic {
  const start = placeOf(code, message, text, pos[0]);
  const at = { source, start, end: Math.max(pos[1], start + 1) };
  if (code === 'RESOURCE_EXHAUSTION') return diagnose('nested-too-deep', {}, { at });
  const { problem, fix } = yamlProblem(code, message, text.slice(pos[0], pos[1]));
  return diagnose('yaml-syntax', { problem, ...(fix === undefined ? {} : { fix }) }, { at });
}

// Where a person would look: at the bracket that is not closed, or at the key that a text ran into.
function placeOf(code: string, message: string, text: string, start: number): number {
  if (code === 'BAD_INDENT' && message.startsWith('Flow')) {
    const bracket = text.lastIndexOf(message.includes('map') ? '{' : '[', start - 1);
    return bracket < 0 ? start : bracket;
  }
  if (code !== 'BLOCK_AS_IMPLICIT_KEY') return start;
  const ranInto = /^[^\n:]*\n\s*/.exec(text.slice(start, start + 1000));
  return start + (ranInto?.[0].length ?? 0);
}

const MAX_BRACKETS = 10_000;

// The YAML parser takes seconds and gigabytes over a million open brackets before it gives up.
function isNestedTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > MAX_BRACKETS) return true;
    if (depth < 0) depth = 0;
  }
  return false;
}
