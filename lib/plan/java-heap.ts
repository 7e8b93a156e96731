import type { Service } from '../compose/project.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';

/** The largest heap that a service allows a Java virtual machine, and where it says so. */
export interface JavaHeap {
  readonly mebibytes: number;
  /** As it is written: `-Xmx1g`. */
  readonly option: string;
  readonly path: ComposePath;
}

const LARGEST_HEAP = /-Xmx(\d{1,15})([kmgt]?)(?![\w.])/gi;

const MEBIBYTES: Readonly<Record<string, number>> = {
  '': 1 / 1024 ** 2,
  k: 1 / 1024,
  m: 1,
  g: 1024,
  t: 1024 ** 2,
};

/** What `-Xmx` in the environment, the command or the entry point of a service says; the largest, where several do. */
export function javaHeap(name: string, service: Service): JavaHeap | undefined {
  const { environment = {}, command, entrypoint } = service;
  const texts: readonly (readonly [text: string, key: readonly string[]])[] = [
    ...Object.entries(environment).map(
      ([variable, value]) => [value ?? '', ['environment', variable]] as const,
    ),
    [(command ?? []).join(' '), ['command']],
    [(entrypoint ?? []).join(' '), ['entrypoint']],
  ];
  return texts
    .flatMap(([text, key]): readonly JavaHeap[] => {
      // Of several in one text, a virtual machine takes the last.
      const [option, amount, unit = ''] = [...text.matchAll(LARGEST_HEAP)].at(-1) ?? [];
      if (option === undefined) return [];
      const mebibytes = Math.ceil(Number(amount) * (MEBIBYTES[unit.toLowerCase()] ?? 1));
      return [{ mebibytes, option, path: ['services', name, ...key] }];
    })
    .toSorted((a, b) => b.mebibytes - a.mebibytes)[0];
}
