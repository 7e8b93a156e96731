import type { Diagnostic, Sources } from './diagnostic.js';
import { renderReport } from './report.js';

const brand = Symbol.for('cdk-compose.ComposeError');

/**
 * The one error that the library throws for a mistake in a Compose project: where no value can be returned, because a
 * construct cannot be made without one. Its message is the whole report, its diagnostics are the same as data.
 */
export class ComposeError extends Error {
  public override readonly name = 'ComposeError';
  readonly [brand] = true;

  public constructor(
    public readonly diagnostics: readonly Diagnostic[],
    public readonly sources: Sources = new Map(),
  ) {
    super(renderReport(diagnostics, sources).trimEnd());
  }

  /** Holds across several installed copies of this package, where `instanceof` does not. */
  public static isComposeError(thrown: unknown): thrown is ComposeError {
    return typeof thrown === 'object' && thrown !== null && brand in thrown;
  }
}
