import fc from 'fast-check';
import { parseLayers } from '../../lib/compose/parse.js';
import { projectSyntax } from '../../lib/keys/index.js';
import type { Diagnostic } from '../../lib/diagnostics/diagnostic.js';
import { plain } from '../../lib/syntax/anything.js';
import { mergeMaps } from '../../lib/syntax/merge.js';
import type { MapNode } from '../../lib/syntax/node.js';
import { trailInto } from '../../lib/syntax/trail.js';
import { expand, unique } from '../../lib/syntax/walks.js';
import { loadCompose } from '../support/compose.js';
import { composeFile } from './layers.js';

const nodeOf = (data: unknown): MapNode => {
  const { layers } = parseLayers(JSON.stringify(data), 'compose.yaml');
  const [layer] = layers ?? [];
  if (layer === undefined) throw new Error('no layer');
  return layer.root;
};
const accepts = (node: Parameters<typeof projectSyntax.accepts>[0]) =>
  projectSyntax.accepts(node, trailInto([]));

test('expanding twice is expanding once', () => {
  fc.assert(
    fc.property(composeFile, (data) => {
      const once = expand(projectSyntax, nodeOf(data), trailInto([]));
      expect(plain(expand(projectSyntax, once, trailInto([])))).toEqual(plain(once));
    }),
  );
});

test('what is accepted is accepted in its long form', () => {
  fc.assert(
    fc.property(composeFile, (data) => {
      const findings: never[] = [];
      const written = nodeOf(data);
      const long = unique(
        projectSyntax,
        expand(projectSyntax, written, trailInto(findings)),
        trailInto(findings),
      );
      fc.pre(accepts(written) && findings.length === 0);
      const refused: Diagnostic[] = [];
      projectSyntax.accepts(long, trailInto(refused));
      // Compose checks the characters of names in mappings alone: in a list, they refer to nothing.
      const isListedName = ({ code, path }: Diagnostic) =>
        code === 'invalid-name' && /^services\.\w+\.(?:depends_on|networks)\b/.test(path?.join('.') ?? '');
      expect(refused.filter((found) => !isListedName(found))).toEqual([]);
    }),
    { numRuns: 40, examples: [[{ services: { a: { depends_on: ['service:a'], networks: [''] } } }]] },
  );
});

test('merging changes neither layer', () => {
  fc.assert(
    fc.property(composeFile, composeFile, (below, above) => {
      const [base, over] = [nodeOf(below), nodeOf(above)];
      const [baseBefore, overBefore] = [JSON.stringify(plain(base)), JSON.stringify(plain(over))];
      mergeMaps(projectSyntax, base, over, trailInto([]));
      expect([JSON.stringify(plain(base)), JSON.stringify(plain(over))]).toEqual([baseBefore, overBefore]);
    }),
  );
});

test('loading never throws, and every finding has a place or is about the whole', () => {
  fc.assert(
    fc.property(composeFile, composeFile, (below, above) => {
      const { diagnostics } = loadCompose({
        'compose.yaml': JSON.stringify(below),
        'over.yaml': JSON.stringify(above),
      });
      const astray = diagnostics.filter(({ at, path = [] }) => at === undefined && path.length > 0);
      expect(astray).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('an error always leaves no project, and no error a project', () => {
  fc.assert(
    fc.property(composeFile, (data) => {
      const result = loadCompose(JSON.stringify(data));
      const failed = result.diagnostics.some(({ severity }) => severity === 'error');
      expect(result.isLoaded).toBe(!failed);
    }),
  );
});
