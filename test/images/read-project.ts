import { loadProject } from '../../lib/compose/load.js';
import { nodeFileSystem } from '../../lib/compose/node-file-system.js';
import type { LoadedProject } from '../../lib/compose/project.js';

/** Loads the `compose.yaml` of a real folder; one that does not load is an error of the test. */
export function read(directory: string, environment: Readonly<Record<string, string>> = {}): LoadedProject {
  const { value, diagnostics } = loadProject(
    {
      files: [`${directory}/compose.yaml`],
      projectDirectory: directory,
      name: 'shop',
      environment: new Map(Object.entries(environment)),
      profiles: [],
    },
    nodeFileSystem,
  );
  if (value === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}
