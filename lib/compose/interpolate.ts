/** Fills in the variables of a layer, and turns texts into booleans and numbers where Compose wants them early. */
import type { Node, ScalarNode } from '../syntax/node.js';
import { mapParts } from '../syntax/node.js';
import { castText } from '../syntax/cast.js';
import type { Syntax } from '../syntax/syntax.js';
import { formatPath, pathOf, report, within } from '../syntax/trail.js';
import type { Trail } from '../syntax/trail.js';
import { interpolateText } from './interpolate-text.js';
import type { LookUp } from './interpolate-text.js';

/** The layer with every text interpolated; keys are left alone. All texts that fail are reported. */
export function interpolate(
  syntax: Syntax<unknown> | undefined,
  node: Node,
  lookUp: LookUp,
  trail: Trail,
): Node {
  if (node.kind === 'scalar') return interpolateScalar(syntax, node, lookUp, trail);
  return mapParts(node, (part, step) => {
    const below = typeof step === 'number' ? syntax?.item : syntax?.entry?.(step);
    return interpolate(below, part, lookUp, within(trail, step));
  });
}

function interpolateScalar(
  syntax: Syntax<unknown> | undefined,
  node: ScalarNode,
  lookUp: LookUp,
  trail: Trail,
): Node {
  if (typeof node.value !== 'string') return node;
  const filled = node.value.includes('$') ? fillIn(node, node.value, lookUp, trail) : node;
  if (syntax?.cast === undefined || typeof filled.value !== 'string') return filled;
  const cast = castText(filled.value, syntax.cast);
  const key = formatPath(pathOf(trail));
  if (!cast.ok) {
    report(trail, node, 'invalid-value', { key, what: syntax.cast, problem: cast.problem });
    return filled;
  }
  if (cast.deprecated === true) report(trail, node, 'deprecated-boolean', { key, found: filled.value });
  return { ...filled, value: cast.value };
}

function fillIn(node: ScalarNode, text: string, lookUp: LookUp, trail: Trail): ScalarNode {
  const result = interpolateText(text, lookUp);
  for (const variable of new Set(result.unset)) report(trail, node, 'unset-variable', { variable });
  if (result.ok) return { ...node, value: result.value, variables: result.variables };
  if (result.kind === 'required')
    report(trail, node, 'required-variable-missing', { variable: result.variable, problem: result.problem });
  else
    report(trail, node, 'invalid-interpolation', { key: formatPath(pathOf(trail)), problem: result.problem });
  return node;
}
