import { Annotations, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { alike, grouped, MANY, placeOfService, serviceOf } from '../diagnostics/alike.js';
import type { Diagnostic, Sources } from '../diagnostics/diagnostic.js';
import { placeFinder, printPlace } from '../diagnostics/places.js';

/**
 * Findings as CDK's own: warnings that `Validations.of(scope).acknowledge({ id: 'compose:<code>', … })` silences, for
 * one service with `where: { service: 'web' }`, and notes. Each is written at the construct of its service, where it
 * has one; what is the same of many services is written once, at the application.
 */
export function annotate(app: Construct, diagnostics: readonly Diagnostic[], sources: Sources): void {
  const find = placeFinder(sources);
  for (const [first, ...others] of grouped(diagnostics).flatMap(alike)) {
    const isOnce = others.length + 1 >= MANY;
    const same = others.map((other) => placeOfService(other, find)).join(', ');
    for (const one of isOnce ? [first] : [first, ...others]) {
      const { code, severity, message, fix, at, path = [] } = one;
      const service = isOnce ? undefined : serviceOf(one);
      const services = app.node.tryFindChild('Services')?.node;
      const scope = (service === undefined ? undefined : services?.tryFindChild(service)) ?? app;
      const place = at === undefined ? '' : ` (${printPlace(find, at)})`;
      const text = `${message}${place}${isOnce ? `; the same: ${same}` : ''}${fix === undefined ? '' : `: ${fix}`}`;
      if (severity === 'info') Annotations.of(scope).addInfo(text);
      else
        Validations.of(scope).addWarning(`compose:${code}`, text, {
          context: {
            ...(service === undefined ? {} : { service }),
            ...(isOnce ? {} : { key: path.join('.') }),
          },
        });
    }
  }
}
