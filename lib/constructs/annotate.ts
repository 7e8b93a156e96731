import { Annotations, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Diagnostic, Sources } from '../diagnostics/diagnostic.js';
import { placeFinder, printPlace } from '../diagnostics/places.js';

/**
 * Findings as CDK's own: warnings that `Validations.of(scope).acknowledge({ id: 'compose:<code>', … })` silences, for
 * one service with `where: { service: 'web' }`, and notes. Each is written at the construct of its service, where it
 * has one.
 */
export function annotate(app: Construct, diagnostics: readonly Diagnostic[], sources: Sources): void {
  const find = placeFinder(sources);
  for (const { code, severity, message, fix, at, path = [] } of diagnostics) {
    const service = path[0] === 'services' && typeof path[1] === 'string' ? path[1] : undefined;
    const services = app.node.tryFindChild('Services')?.node;
    const scope = (service === undefined ? undefined : services?.tryFindChild(service)) ?? app;
    const place = at === undefined ? '' : ` (${printPlace(find, at)})`;
    const text = `${message}${place}${fix === undefined ? '' : `: ${fix}`}`;
    if (severity === 'info') Annotations.of(scope).addInfo(text);
    else
      Validations.of(scope).addWarning(`compose:${code}`, text, {
        context: { ...(service === undefined ? {} : { service }), key: path.join('.') },
      });
  }
}
