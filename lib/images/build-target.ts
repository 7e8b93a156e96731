import { diagnose, type ComposePath, type Diagnostic } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import { dockerfileText } from './build-context.js';
import type { ServiceBuild } from './service-build.js';

/** The `target` of a build that is no stage of its Dockerfile: told before the builder does, which a plan never asks. */
export function missingTarget(build: ServiceBuild, path: ComposePath): readonly Diagnostic[] {
  const { target } = build;
  const text = target === undefined ? undefined : dockerfileText(build);
  if (target === undefined || text === undefined || hasOwnFrontend(text)) return [];
  const stages = stagesOf(text);
  const isThere = stages.some((name, index) => name === target.toLowerCase() || String(index) === target);
  if (stages.length === 0 || isThere) return [];
  const names = stages.filter((name) => name !== '');
  const suggestion = nearest(target, names);
  return [diagnose('build-target-missing', { target, stages: names, suggestion }, { path })];
}

/** The stages in their order, in lower case; empty where one has no name. A line that only looks like one does no harm. */
function stagesOf(text: string): readonly string[] {
  const lines = text.replaceAll(/[\\`][ \t]*\r?\n/g, ' ');
  const from = /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*\S+(?:[ \t]+AS[ \t]+(\S+))?[ \t]*\r?$/gim;
  return Array.from(lines.matchAll(from), ([, name = '']) => name.toLowerCase());
}

/** Whether another language than Docker's own is built, whose stages we cannot know: `# syntax=…` of its first lines. */
function hasOwnFrontend(text: string): boolean {
  const syntax = /^(?:#[^\n]*\n)*?#[ \t]*syntax[ \t]*=[ \t]*(\S+)/i.exec(text)?.[1];
  return syntax !== undefined && !/^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(syntax);
}
