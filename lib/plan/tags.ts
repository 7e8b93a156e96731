import { projectTags } from '../model/project-tags.js';
import type { Planning } from './planning.js';

/** Tags of all that belongs to the project in its environment. */
export function tags({ project, options }: Planning): Readonly<Record<string, string>> {
  return projectTags(project.name, options.environment);
}
