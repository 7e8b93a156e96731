import type { Planning } from './planning.js';

/** Tags of all that belongs to the project in its environment. */
export function tags({ project, options: { environment } }: Planning): Readonly<Record<string, string>> {
  return {
    'com.docker.compose.project': project.name,
    ...(environment === undefined ? {} : { 'cdk-compose.environment': environment }),
  };
}
