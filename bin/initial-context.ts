import { relative, resolve } from 'node:path';
import type { LoadedProject } from '../lib/compose/project.js';
import type { ComposeOptions } from './options.js';

/**
 * The `compose:` context that makes an app in the folder `app` read the project as the flags did, in any clone: a project
 * that is named after its folder keeps that name.
 */
export function initialContext(
  { file, profile, envFile, projectDirectory }: ComposeOptions,
  { project, spans }: LoadedProject,
  { app, from }: { readonly app: string; readonly from: string },
): Readonly<Record<string, unknown>> {
  const moved = (path: string): string => relative(app, resolve(from, path)).replaceAll('\\', '/') || '.';
  return {
    ...(file === undefined ? {} : { 'compose:files': file.map(moved) }),
    ...(profile === undefined ? {} : { 'compose:profiles': profile }),
    ...(envFile === undefined ? {} : { 'compose:env-files': envFile.map(moved) }),
    ...(projectDirectory === undefined ? {} : { 'compose:project-directory': moved(projectDirectory) }),
    ...(spans.exact(['name']) === undefined ? { 'compose:project-name': project.name } : {}),
  };
}
