import type { Diagnostic, Sources } from './diagnostic.js';
import { renderReport } from './report.js';

const brand = Symbol.for('cdk-compose.ComposeError');
/** What Node.js and its consoles call to print an object (`util.inspect.custom`), known without importing it. */
const inspect = Symbol.for('nodejs.util.inspect.custom');

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

  /**
   * An app that does not catch it shows the report: neither our stack frames, which tell its reader nothing, nor
   * `sources`, whose env files hold secrets.
   */
  public [inspect](): string {
    return `${this.name}: ${this.message}`;
  }

  /** Holds across several installed copies of this package, where `instanceof` does not. */
  public static isComposeError(thrown: unknown): thrown is ComposeError {
    return typeof thrown === 'object' && thrown !== null && brand in thrown;
  }
}
