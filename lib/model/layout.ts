/** Where resources stand: `flat`, all in one stack; `nested`, each service's own in a nested stack of its own. */
export type Layout = (typeof layouts)[number];

export const layouts = ['flat', 'nested'] as const;
