/** `error`: the work cannot go on; `warning`: it can, but look; `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** One kind of finding. `summary` is for the documentation; `message` and `fix` are what a user reads. */
export interface CatalogueRow<V> {
  readonly severity: Severity;
  readonly summary: string;
  readonly message: (values: V) => string;
  readonly fix?: (values: V) => string | undefined;
}

/** Types a catalogue row; the row's code is its key in the catalogue, written once. */
export function row<V = Record<never, never>>(definition: CatalogueRow<V>): CatalogueRow<V> {
  return definition;
}
