import { isRecord, type Json } from './json.js';

/**
 * Values by path. A path starts with a logical id and goes on below its properties, or below the entry itself after
 * `!`: `Task.Cpu`, `Service!DependsOn`; a lone id is a whole resource, and a leading `/` starts at the template.
 * Undefined removes.
 */
export type Changes = Readonly<Record<string, Json | undefined>>;

/** The template with these changes. */
export function change(template: Json, changes: Changes): Json {
  return Object.entries(changes).reduce(
    (changed, [path, value]) => put(changed, stepsOf(path), value),
    template,
  );
}

function stepsOf(path: string): readonly string[] {
  if (path.startsWith('/')) return path.slice(1).split('.');
  const [id, ...entry] = path.split('!');
  if (entry.length > 0) return ['Resources', id ?? '', ...entry.join('!').split('.')];
  const [resource, ...below] = path.split('.');
  return ['Resources', resource ?? '', ...(below.length > 0 ? ['Properties', ...below] : [])];
}

function put(at: Json | undefined, [step, ...rest]: readonly string[], value: Json | undefined): Json {
  if (step === undefined) return value ?? null;
  if (Array.isArray(at)) {
    const items: Json[] = [...(at as readonly Json[])];
    items[Number(step)] = put(items[Number(step)], rest, value);
    return items;
  }
  const fields = isRecord(at) ? at : {};
  if (rest.length === 0 && value === undefined)
    return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== step));
  return { ...fields, [step]: put(fields[step], rest, value) };
}

/** The changes that `make` gives for 0, 1, … below `count`. */
export function many(count: number, make: (index: number) => Changes): Changes {
  return Object.assign({}, ...Array.from({ length: count }, (_, index) => make(index)));
}
