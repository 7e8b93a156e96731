/** Findings about builds: their inputs, and what failed in them. */
import { row } from '../row.js';

export const builds = {
  'build-arg-secret': row<{ service: string; arg: string }>({
    severity: 'error',
    summary:
      'A build argument looks like a secret: arguments are kept in the image, the build cache and the attestations.',
    message: ({ service, arg }) => `the build argument '${arg}' of service '${service}' looks like a secret`,
    fix: ({ service, arg }) =>
      `list it under build.secrets, with a top-level secret that reads it from the environment, and read it in the Dockerfile with RUN --mount=type=secret,id=${arg},env=${arg}; if it is no secret, say so: x-aws-acknowledge: {services.${service}.build.args.${arg}: why}`,
  }),
  'build-cycle': row<{ services: readonly string[] }>({
    severity: 'error',
    summary: 'Services build on each other in a circle.',
    message: ({ services }) => `these services build on each other in a circle: ${services.join(' → ')}`,
    fix: () => 'take one of them out of additional_contexts',
  }),
  'build-without-context': row<{ service: string }>({
    severity: 'error',
    summary: 'A build has no context.',
    message: ({ service }) => `the build of service '${service}' has no context`,
    fix: () => 'name the folder to build, such as . for the one of the Compose file',
  }),
  'build-file-missing': row<{ file: string }>({
    severity: 'error',
    summary: 'A build context or a Dockerfile does not exist.',
    message: ({ file }) => `${file} does not exist`,
    fix: () => 'create it, or mend the path in the Compose file',
  }),
  'build-target-missing': row<{ target: string; stages: readonly string[]; suggestion: string | undefined }>({
    // The builder has the last word: we read the Dockerfile's lines, not its language.
    severity: 'warning',
    summary: 'The target of a build is no stage of its Dockerfile: the build would fail.',
    message: ({ target }) => `the Dockerfile has no stage '${target}'`,
    fix: ({ stages, suggestion }) =>
      suggestion !== undefined
        ? `did you mean '${suggestion}'?`
        : stages.length === 0
          ? 'name it in the Dockerfile: FROM … AS …'
          : `its stages are: ${stages.join(', ')}`,
  }),
  'build-file-unreadable': row<{ file: string; reason: string }>({
    severity: 'error',
    summary: 'Something in a build context cannot be read.',
    message: ({ file, reason }) => `${file} can't be read: ${reason}`,
    fix: () => 'make it a file that this user may read, or list it in .dockerignore',
  }),
  'ignore-pattern-broken': row<{ file: string; line: number; pattern: string }>({
    severity: 'error',
    summary: 'A line of a .dockerignore file is no pattern; the builder would refuse it.',
    message: ({ file, line, pattern }) =>
      `${file}:${line} holds no pattern that the builder takes: '${pattern}'`,
    fix: () =>
      "a '!' needs a pattern behind it, a '[' needs its ']'; put a backslash before a character that is meant as it stands",
  }),
  'image-reference-broken': row<{ service: string; image: string; variables: readonly string[] }>({
    severity: 'error',
    summary: 'An image is not a reference that a registry could have.',
    message: ({ service, image }) => `the image '${image}' of service '${service}' is no image reference`,
    fix: ({ variables }) =>
      variables.length === 0
        ? 'write it as [registry/]name[:tag], in lower case but for the tag'
        : `set ${variables.join(' and ')}, so that it is [registry/]name[:tag]`,
  }),

  'build-failed': row<{ services: readonly string[]; step: string; reason: string; log: readonly string[] }>({
    severity: 'error',
    summary: 'A step of a build failed.',
    message: ({ services, step, reason, log }) =>
      [
        `the build of ${services.join(', ')} failed at ${step}: ${reason}`,
        ...log.map((line) => `  | ${line}`),
      ].join('\n'),
    fix: ({ step }) =>
      step.startsWith('load metadata for ')
        ? 'check the name of this base image, and that the builder reaches its registry and may read there'
        : 'mend the step, then run the command again: what was built is kept',
  }),
  'build-stopped': row<{ reason: string; fix: string | undefined }>({
    severity: 'error',
    summary: 'The builder gave up before or after the steps of the Dockerfiles.',
    message: ({ reason }) => `the build stopped: ${reason}`,
    fix: ({ fix }) => fix,
  }),
  'build-interrupted': row({
    severity: 'error',
    summary: 'The build was interrupted.',
    message: () => 'the build was interrupted',
    fix: () => 'run the command again: what was pushed is kept',
  }),

  'build-context-holds-git': row<{ service: string; context: string }>({
    severity: 'warning',
    summary: "Git's own folder is sent to the builder, where COPY may take it into the image.",
    message: ({ service, context }) =>
      `the build of service '${service}' sends ${context}/.git to the builder`,
    fix: () =>
      'list .git in .dockerignore: it changes with every commit, and an image that holds it does too',
  }),
  'build-context-holds-secret': row<{ service: string; secrets: readonly string[] }>({
    severity: 'warning',
    summary: 'The file of a secret is sent to the builder, where COPY may take it into the image.',
    message: ({ service, secrets }) =>
      `the build of service '${service}' sends the file of ${secrets.length === 1 ? 'secret' : 'secrets'} ${secrets.join(', ')} to the builder`,
    fix: () => 'list it in .dockerignore: everyone who may pull an image that holds it can read it',
  }),
  'build-context-moves': row<{ service: string; context: string }>({
    severity: 'warning',
    summary: 'A remote build context is no fixed commit, so that a change of it goes unnoticed.',
    message: ({ service, context }) =>
      `the build context ${context} of service '${service}' is no fixed commit`,
    fix: () => 'end it with # and a commit of 40 hex digits',
  }),
  'build-secret-external': row<{ name: string }>({
    severity: 'error',
    summary: 'A build needs a secret that only the deployment knows.',
    message: ({ name }) => `the build needs secret '${name}', which is external`,
    fix: () => 'give the build a secret of its own, from a file or an environment variable',
  }),
  'build-secret-missing': row<{ name: string; file: string }>({
    severity: 'error',
    summary: 'The file of a build secret does not exist.',
    message: ({ name, file }) => `the build secret '${name}' has no file: ${file} does not exist`,
    fix: () => 'create it, or mend the path in the Compose file',
  }),
  'build-secret-unset': row<{ name: string; variable: string }>({
    severity: 'error',
    summary: 'The environment variable of a build secret is not set.',
    message: ({ name, variable }) => `the build secret '${name}' is empty: ${variable} is not set`,
    fix: ({ variable }) => `export ${variable}, or set it in .env`,
  }),
  'build-ssh-agent-missing': row<{ service: string }>({
    severity: 'error',
    summary: 'A build needs an SSH agent, and none runs.',
    message: ({ service }) =>
      `the build of service '${service}' needs an SSH agent, and SSH_AUTH_SOCK is not set`,
    fix: () => 'start one (eval "$(ssh-agent)"; ssh-add), or name a key: ssh: [id=path]',
  }),

  'app-failed': row<{ app: string; output: readonly string[] }>({
    severity: 'error',
    summary: 'The CDK app that was to tell its builds failed.',
    message: ({ app, output }) =>
      [`the app '${app}' failed`, ...output.map((line) => `  | ${line}`)].join('\n'),
    fix: () => 'mend what it says; cdk synth runs it in the same way',
  }),
  'app-without-compose': row<{ app: string }>({
    severity: 'error',
    summary: 'The CDK app has no Compose application in it.',
    message: ({ app }) => `the app '${app}' makes no ComposeApp or ComposeStack`,
    fix: () => 'name the app that does, as in cdk.json: node bin/app.js',
  }),
  'compare-needs-two': row<{ builders: readonly string[] }>({
    severity: 'error',
    summary: 'Comparing takes two builders.',
    message: ({ builders }) =>
      `--compare takes two builders, not ${builders.length === 1 ? 'one' : builders.length}`,
    fix: () => 'write --compare default acme/cloud: names of docker buildx ls, or org/builder',
  }),

  'x-bake-not-taken-over': row<{ service: string; key: string }>({
    severity: 'warning',
    summary: 'Something in x-bake that a build of ours does without, or that Bake does not know.',
    message: ({ service, key }) => `x-bake.${key} of service '${service}' is not taken over`,
    fix: ({ key }) =>
      key === 'secret'
        ? 'list it under build.secrets'
        : key === 'output'
          ? 'remove it: images are pushed to their repository'
          : 'it takes tags, cache-from, cache-to, ssh, platforms, pull, no-cache, no-cache-filter and contexts',
  }),
};
