import { catalogue } from './catalogue.js';
import { inReadingOrder, type Diagnostic, type Severity, type Sources, type Span } from './diagnostic.js';
import { placeFinder } from './places.js';

const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** A log of the Static Analysis Results Interchange Format, version 2.1.0, as code scanning services take it. */
export function sarifLog(diagnostics: readonly Diagnostic[], sources: Sources, version: string): object {
  const find = placeFinder(sources);
  const results = inReadingOrder(diagnostics);
  const codes = [...new Set(results.map(({ code }) => code))].toSorted();
  const location = (span: Span, message?: string): object => {
    const place = find(span);
    return {
      physicalLocation: {
        artifactLocation: { uri: uriOf(span.source) },
        ...(place === undefined
          ? {}
          : {
              region: {
                startLine: place.line,
                startColumn: place.column,
                endLine: place.endLine,
                endColumn: place.endColumn,
              },
            }),
      },
      ...(message === undefined ? {} : { message: { text: message } }),
    };
  };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'cdk-compose',
            version,
            rules: codes.map((code) => ({
              id: code,
              shortDescription: { text: catalogue[code].summary },
              defaultConfiguration: { level: levels[catalogue[code].severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: results.map(({ code, severity, message, fix, at, related = [] }) => ({
          ruleId: code,
          ruleIndex: codes.indexOf(code),
          level: levels[severity],
          message: { text: fix === undefined ? message : `${message}\nfix: ${fix}` },
          ...(at === undefined ? {} : { locations: [location(at)] }),
          ...(related.length === 0
            ? {}
            : { relatedLocations: related.map((other) => location(other.at, other.message)) }),
        })),
      },
    ],
  };
}

// A URI reference: the path as the user gave it, its separators kept, everything else escaped where it must be.
function uriOf(source: string): string {
  return source.split(/[\\/]/).map(encodeURIComponent).join('/');
}
