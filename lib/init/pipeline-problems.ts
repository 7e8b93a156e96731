import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { TemplateManifest } from './template-manifest.js';
import type { VariableValues } from './variable-values.js';

/**
 * What keeps a template with these values from making an app with a pipeline. It is part of the app, so the template has
 * to provide files for it; and it has to lead somewhere.
 */
export function pipelineProblems(
  { only = {} }: TemplateManifest,
  { ci, environments }: VariableValues,
): readonly Diagnostic[] {
  if (ci !== 'codepipeline') return [];
  const unfit = (name: string, value: string, expected: string): readonly Diagnostic[] => [
    diagnose('template-value-unfit', { name, value, expected }),
  ];
  if (!Object.values(only).some((conditions) => conditions['ci'] === 'codepipeline'))
    return unfit('ci', ci, 'another: no file of this template is for codepipeline');
  return environments === ''
    ? unfit('environments', '', 'the way of the pipeline, such as dev,staging,production')
    : [];
}
