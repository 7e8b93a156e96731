/** Tags of all that belongs to a project, in one environment of it or in all: Docker Compose's own name, and ours. */
export function projectTags(project: string, environment?: string): Readonly<Record<string, string>> {
  return {
    'com.docker.compose.project': project,
    ...(environment === undefined ? {} : { 'cdk-compose.environment': environment }),
  };
}
