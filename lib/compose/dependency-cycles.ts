import type { Consistency } from './references.js';
import { note } from './references.js';

/** Reports the circles of services that depend on each other, one for each service that closes any. */
export function checkDependencyCycles(consistency: Consistency): void {
  const { enabled } = consistency.selection;
  const done = new Set<string>();
  const told = new Set<string>();
  const names = Object.keys(enabled).toSorted();
  for (const start of names) {
    // A stack of our own: chains of services may be longer than the call stack is deep.
    const chain: { readonly name: string; readonly rest: string[] }[] = [];
    const onChain = new Map<string, number>();
    const enter = (name: string): void => {
      onChain.set(name, chain.length);
      chain.push({ name, rest: Object.keys(enabled[name]?.depends_on ?? {}).toSorted() });
    };
    if (!done.has(start)) enter(start);
    for (let top = chain.at(-1); top !== undefined; top = chain.at(-1)) {
      const next = top.rest.shift();
      if (next === undefined) {
        chain.pop();
        onChain.delete(top.name);
        done.add(top.name);
        continue;
      }
      const from = onChain.get(next);
      if (from !== undefined && !told.has(next)) {
        told.add(next);
        const circle = [...chain.slice(from).map(({ name }) => name), next];
        note(consistency, ['services', top.name, 'depends_on', next], 'dependency-cycle', { chain: circle });
      } else if (from === undefined && !done.has(next) && Object.hasOwn(enabled, next)) enter(next);
    }
  }
}
