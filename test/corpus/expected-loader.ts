/** Loads a case from what Docker Compose prints for it, so that mapping can be judged apart from our loader. */
import type { LoadedProject, Project } from '../../lib/compose/project.js';
import { spanIndex, type SpanTree } from '../../lib/compose/span-index.js';
import type { CorpusCase } from './corpus-case.js';

export function loadExpected({ cwd, expected }: CorpusCase, copy: string): LoadedProject {
  const text = JSON.stringify(expected).replaceAll('${CASE_DIR}', copy).replaceAll('$$', '$');
  const project = JSON.parse(text, (_, value: unknown) => (value === null ? undefined : value)) as Project;
  return {
    project,
    spans: spanIndex(treeOf(project, undefined)),
    sources: new Map([['compose.yaml', '']]),
    directory: `${copy}/${cwd}`,
  };
}

function treeOf(value: unknown, key: string | number | undefined): SpanTree {
  const place = { source: 'compose.yaml', start: 0, end: 0 };
  const isFilledIn = key === 'default';
  const parts: [string | number, SpanTree][] = Array.isArray(value)
    ? value.map((each, index) => [index, treeOf(each, index)])
    : typeof value === 'object' && value !== null
      ? Object.entries(value).map(([name, each]) => [name, treeOf(each, name)])
      : [];
  return { ...(isFilledIn ? {} : { key: place, value: place }), parts: new Map(parts) };
}
