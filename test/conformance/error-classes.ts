import type { DiagnosticCode } from '../../lib/diagnostics/diagnostic.js';

/**
 * The classes that the corpus gives to refusals, for each code of ours. The corpus derives a class from the text of
 * the first error that the reference meets, so one cause may go under several.
 */
export const errorClasses: Readonly<Partial<Record<DiagnosticCode, readonly string[]>>> = {};
