/** Where resources stand: `flat`, all in one stack; `nested`, each service's own in a nested stack of its own. */
export type Layout = 'flat' | 'nested';

/** Both layouts, as a user writes them. */
export const layouts: readonly Layout[] = ['flat', 'nested'];
