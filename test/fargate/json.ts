/** A value of a CloudFormation template: plain JSON, in which intrinsic functions are records of one `Fn::…` or `Ref` key. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value below `path`, or undefined where the way there ends early. */
export function get(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((at, step) => {
    if (Array.isArray(at)) return typeof step === 'number' ? (at as readonly Json[])[step] : undefined;
    return isRecord(at) ? at[step] : undefined;
  }, value);
}

/** The elements of an array; a single value counts as one, nothing as none. */
export function list(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

export function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Numbers may stand as text in a template; what only the deployment knows is undefined. */
export function number(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** CloudFormation reads the text `true` as the boolean. */
export function isTrue(value: Json | undefined): boolean {
  return value === true || value === 'true';
}

/** What stands more than once, each named once. */
export function repeated<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
