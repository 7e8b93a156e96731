/** The ground of all scalars: which types of value a key takes as it is written, and what it reads as. */
import type { DiagnosticValues } from '../diagnostics/diagnostic.js';
import { goText } from './grammars/go-format.js';
import type { Parsed } from './grammars/parsed.js';
import type { Node } from './node.js';
import type { Scalar } from './scalar.js';
import { wrongType } from './shape.js';
import type { Cast, Syntax } from './syntax.js';
import { formatPath, pathOf, report } from './trail.js';
import type { Trail } from './trail.js';

/** The types that the schema of the Compose Specification tells apart. An integer is a number without a fraction. */
export type ScalarType = 'text' | 'integer' | 'number' | 'boolean' | 'null';

/** What a scalar looks like and means. */
export interface ScalarForm<T> {
  readonly types: readonly ScalarType[];
  /** The canonical value; reports and returns undefined where the scalar means none. */
  readonly read: (value: Scalar, node: Node, trail: Trail) => T | undefined;
  readonly cast?: Cast;
  readonly oneOf?: readonly string[];
  /** What a text must contain somewhere; the specification's patterns are not anchored. */
  readonly pattern?: RegExp;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly keepsEmpty?: boolean;
  /** What a right value looks like, for findings. */
  readonly example?: string;
}

/** A scalar of the given types. */
export function scalar<T>(form: ScalarForm<T>): Syntax<T> {
  return {
    accepts: (node, trail) => {
      if (node.kind !== 'scalar' || !form.types.some((type) => isOfType(node.value, type)))
        return wrongType(node, form.types.map(spellType), trail, form.example);
      return allows(form, node.value, node, trail);
    },
    read: (node, trail) => {
      if (node.kind === 'scalar') return node.value === null ? undefined : form.read(node.value, node, trail);
      wrongType(node, form.types.map(spellType), trail);
      return undefined;
    },
    ...(form.cast === undefined ? {} : { cast: form.cast }),
    ...(form.keepsEmpty === undefined ? {} : { keepsEmpty: form.keepsEmpty }),
  };
}

function allows<T>(form: ScalarForm<T>, value: Scalar, node: Node, trail: Trail): boolean {
  const key = formatPath(pathOf(trail));
  if (form.oneOf !== undefined && typeof value === 'string' && !form.oneOf.includes(value)) {
    report(trail, node, 'not-allowed', { key, found: value, allowed: form.oneOf });
    return false;
  }
  if (form.pattern !== undefined && typeof value === 'string' && !form.pattern.test(value)) {
    report(trail, node, 'pattern-not-matched', { key, found: value, pattern: form.pattern.source });
    return false;
  }
  if (typeof value !== 'bigint' && typeof value !== 'number') return true;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    report(trail, node, 'not-a-finite-number', { key });
    return false;
  }
  const outside =
    (form.minimum !== undefined && value < form.minimum) ||
    (form.maximum !== undefined && value > form.maximum);
  if (outside)
    report(trail, node, 'out-of-range', {
      key,
      found: goText(value),
      minimum: form.minimum,
      maximum: form.maximum,
    });
  return !outside;
}

function isOfType(value: Scalar, type: ScalarType): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string' || (typeof value === 'object' && value !== null);
    case 'integer':
      return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
    case 'number':
      return typeof value === 'bigint' || typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'null':
      return value === null;
  }
}

function spellType(type: ScalarType): string {
  return type === 'text'
    ? 'text'
    : type === 'null'
      ? 'nothing'
      : `${type === 'integer' ? 'an' : 'a'} ${type}`;
}

/** Reads with a grammar, which tells why a text is none of its words. */
export function readWith<T>(result: Parsed<T>, what: Grammar, node: Node, trail: Trail): T | undefined {
  if (result.ok) return result.value;
  report(trail, node, 'invalid-value', { key: formatPath(pathOf(trail)), what, problem: result.problem });
  return undefined;
}

type Grammar = DiagnosticValues<'invalid-value'>['what'];
