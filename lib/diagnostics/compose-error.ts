import type { Diagnostic, Sources } from './diagnostic.js';
import { renderReport } from './report.js';

const brand = Symbol.for('cdk-compose.ComposeError');

/** A frame that tells the author of an app nothing: ours, of another package, of Node.js. */
const FOREIGN_FRAME = /^ {4}at .*(?:[\\/]node_modules[\\/]|node:)/;

/**
 * The one error that the library throws for a mistake in a Compose project: where no value can be returned, because a
 * construct cannot be made without one. Its message is the whole report, its diagnostics are the same as data.
 *
 * An app that does not catch it shows the report and its own lines that led there. Node.js would print every own property
 * as well, hence accessors: among the sources are env files with their secrets.
 */
export class ComposeError extends Error {
  readonly #diagnostics: readonly Diagnostic[];
  readonly #sources: Sources;

  public constructor(diagnostics: readonly Diagnostic[], sources: Sources = new Map()) {
    super(renderReport(diagnostics, sources).trimEnd());
    this.#diagnostics = diagnostics;
    this.#sources = sources;
    const frames = this.stack?.split('\n').filter((line) => !FOREIGN_FRAME.test(line));
    if (frames !== undefined) this.stack = frames.join('\n');
  }

  public override get name(): string {
    return 'ComposeError';
  }

  public get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** The texts of the files that were read, as `renderReport` takes them. */
  public get sources(): Sources {
    return this.#sources;
  }

  public get [brand](): true {
    return true;
  }

  /** Holds across several installed copies of this package, where `instanceof` does not. */
  public static isComposeError(thrown: unknown): thrown is ComposeError {
    return typeof thrown === 'object' && thrown !== null && brand in thrown;
  }
}
