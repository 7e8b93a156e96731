import { existsSync } from 'node:fs';
import { diagnose, type ComposePath, type Diagnostic } from '../diagnostics/diagnostic.js';
import { isLocalContext, sendsGitFolder } from './build-context.js';
import type { PlannedBuild } from './planned-builds.js';
import { secretsInContext } from './secrets-in-context.js';
import type { ImageProject, ServiceBuild } from './service-build.js';

/** What a build is about to be given: the project, and the variables it was loaded with. */
export interface BuildSurroundings {
  readonly project: ImageProject;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Finds what buildx would only tell late, or not at all: secrets that are missing, an absent SSH agent, odd contexts. */
export function checkBuilds(
  builds: readonly PlannedBuild[],
  { project, environment }: BuildSurroundings,
): readonly Diagnostic[] {
  const stated = builds.filter(({ derived }) => derived === undefined);
  return stated.flatMap(({ services: [service = ''], definition: { build } }) => {
    const path = ['services', service, 'build'];
    const secrets = (build.secrets ?? []).flatMap(({ source }, index) =>
      checkSecret(source, { project, environment, path: [...path, 'secrets', index] }),
    );
    const wantsAgent = (build.ssh ?? []).includes('default') && (environment['SSH_AUTH_SOCK'] ?? '') === '';
    const agent = wantsAgent
      ? [diagnose('build-ssh-agent-missing', { service }, { path: [...path, 'ssh'] })]
      : [];
    const sent = secretsInContext(build, project.secrets);
    const leaks =
      sent.length === 0
        ? []
        : [
            diagnose(
              'build-context-holds-secret',
              { service, secrets: sent },
              { path: [...path, 'context'] },
            ),
          ];
    return [...secrets, ...agent, ...leaks, ...checkContext(service, build, [...path, 'context'])];
  });
}

function checkSecret(
  name: string,
  { project, environment, path }: BuildSurroundings & { readonly path: ComposePath },
): readonly Diagnostic[] {
  const { file, environment: variable, external } = project.secrets?.[name] ?? {};
  if (external === true) return [diagnose('build-secret-external', { name }, { path })];
  if (file !== undefined)
    return existsSync(file) ? [] : [diagnose('build-secret-missing', { name, file }, { path })];
  if (variable === undefined || environment[variable] !== undefined) return [];
  return [diagnose('build-secret-unset', { name, variable }, { path })];
}

function checkContext(service: string, build: ServiceBuild, path: ComposePath): readonly Diagnostic[] {
  const { context } = build;
  if (!isLocalContext(context)) {
    const isPinned = /#[0-9a-f]{40}(?::|$)/.test(context);
    return isPinned ? [] : [diagnose('build-context-moves', { service, context }, { path })];
  }
  return sendsGitFolder(build) ? [diagnose('build-context-holds-git', { service, context }, { path })] : [];
}
