/**
 * The files that make a CI service build a project's images once and promote them: as in a `ComposePipeline`, each image
 * has one digest in every environment, and the image lock travels as an artifact.
 */
import type { CiProject } from './ci-project.js';
import { githubWorkflow } from './github-workflow.js';
import { gitlabPipeline } from './gitlab-pipeline.js';
import { installBuildx } from './install-buildx.js';
import { jenkinsfile } from './jenkinsfile.js';
import { assumeCheckRole, checkAfterDeployment } from './stage-checks.js';

/** The CI services that files are made for. */
export type CiService = 'github' | 'gitlab' | 'jenkins';

/** The files by their path in the repository. */
export function ciFiles(service: CiService, project: CiProject): Readonly<Record<string, string>> {
  return {
    ...services[service](project),
    ...(project.buildCloud === undefined
      ? {}
      : {
          'ci/install-buildx.sh': script(
            'Installs the pinned docker buildx, for Docker Build Cloud.',
            installBuildx,
          ),
        }),
    'ci/verify.sh': script(
      'Fails unless the services of STACK are steady, its jobs have succeeded and its load balancers answer.',
      checkAfterDeployment,
    ),
  };
}

const services: Readonly<Record<CiService, (project: CiProject) => Readonly<Record<string, string>>>> = {
  github: (project) => ({ '.github/workflows/deploy.yaml': githubWorkflow(project) }),
  gitlab: (project) => ({ '.gitlab-ci.yml': gitlabPipeline(project) }),
  jenkins: (project) => ({
    Jenkinsfile: jenkinsfile(project),
    'ci/assume-role.sh': script('Takes on the role that CHECK_ROLE names; to be sourced.', assumeCheckRole),
  }),
};

function script(purpose: string, text: string): string {
  return `#!/bin/sh\n# ${purpose}\n${text}\n`;
}
