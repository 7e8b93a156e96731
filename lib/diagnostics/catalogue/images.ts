/** Findings about images, the image lock and the bindings. */
import { row } from '../row.js';

export const images = {
  'image-not-locked': row<{ service: string; key: string }>({
    severity: 'warning',
    summary: 'An image of the plan is not in the image lock; a deployment would be refused.',
    message: ({ service, key }) => `the image of service '${service}' is not in the image lock (${key})`,
    fix: () => 'run cdk-compose build',
  }),

  'file-unreadable': row<{ name: string; path: string; reason: string }>({
    severity: 'error',
    summary: 'The image lock or the bindings cannot be read.',
    message: ({ name, path, reason }) => `the ${name} ${path} can't be read: ${reason}`,
    fix: () => 'make it a file that this user may read',
  }),
  'file-unwritable': row<{ name: string; path: string; reason: string }>({
    severity: 'error',
    summary: 'The image lock or the bindings cannot be written.',
    message: ({ name, path, reason }) => `the ${name} ${path} can't be written: ${reason}`,
    fix: () =>
      'make its folder one that this user may write; what was built is in the registry and is found again',
  }),
  'file-version-unknown': row<{ name: string; version: string | undefined; remedy: string }>({
    severity: 'error',
    summary: 'A file is not an image lock or bindings of a version that this program knows.',
    message: ({ name, version }) =>
      version === undefined
        ? `this is no ${name}: it has no 'version'`
        : `the ${name} is of version ${version}, and this program knows version 1`,
    fix: ({ version, remedy }) => (version === undefined ? remedy : 'update cdk-compose'),
  }),
  'json-broken': row<{ name: string; expected: string; remedy: string }>({
    severity: 'error',
    summary: 'The image lock or the bindings are not JSON.',
    message: ({ name, expected }) => `the ${name} is broken: expected ${expected}`,
    fix: ({ remedy }) => `restore it from version control, or ${remedy}`,
  }),
  'json-merge-conflict': row<{ name: string; remedy: string }>({
    severity: 'error',
    summary: 'The image lock or the bindings hold the marks of an unfinished merge.',
    message: ({ name }) => `the ${name} holds the marks of an unfinished merge`,
    fix: ({ remedy }) => `keep either side, or ${remedy}`,
  }),
  'json-unexpected-value': row<{ key: string | undefined; expected: string; found: string }>({
    severity: 'error',
    summary: 'A value in the image lock or the bindings is not what it has to be.',
    message: ({ key, expected, found }) =>
      `${key === undefined ? 'the file' : `'${key}'`} must be ${expected}, not ${found}`,
  }),
  'json-unknown-key': row<{ key: string; suggestion: string | undefined }>({
    severity: 'error',
    summary: 'A key that the image lock or the bindings do not have.',
    message: ({ key }) => `unknown key '${key}'`,
    fix: ({ suggestion }) => (suggestion === undefined ? 'remove it' : `did you mean '${suggestion}'?`),
  }),

  'build-arg-secret': row<{ service: string; arg: string }>({
    severity: 'error',
    summary:
      'A build argument looks like a secret: arguments are kept in the image, the build cache and the attestations.',
    message: ({ service, arg }) => `the build argument '${arg}' of service '${service}' looks like a secret`,
    fix: ({ arg }) =>
      `list it under build.secrets, with a top-level secret that reads it from the environment, and read it in the Dockerfile with RUN --mount=type=secret,id=${arg},env=${arg}`,
  }),
  'build-cycle': row<{ services: readonly string[] }>({
    severity: 'error',
    summary: 'Services build on each other in a circle.',
    message: ({ services }) => `these services build on each other in a circle: ${services.join(' → ')}`,
    fix: () => 'take one of them out of additional_contexts',
  }),
  'build-file-missing': row<{ file: string }>({
    severity: 'error',
    summary: 'A build context or a Dockerfile does not exist.',
    message: ({ file }) => `${file} does not exist`,
    fix: () => 'create it, or mend the path in the Compose file',
  }),
  'build-file-unreadable': row<{ file: string; reason: string }>({
    severity: 'error',
    summary: 'Something in a build context cannot be read.',
    message: ({ file, reason }) => `${file} can't be read: ${reason}`,
    fix: () => 'list it in .dockerignore, or let this user read it',
  }),
  'ignore-pattern-broken': row<{ file: string; line: number; pattern: string }>({
    severity: 'error',
    summary: 'A line of a .dockerignore file is no pattern; the builder would refuse it.',
    message: ({ file, line, pattern }) =>
      `${file}:${line} holds no pattern that the builder takes: '${pattern}'`,
    fix: () =>
      "a '!' needs a pattern behind it, a '[' needs its ']'; put a backslash before a character that is meant as it stands",
  }),
  'image-reference-broken': row<{ service: string; image: string }>({
    severity: 'error',
    summary: 'An image is not a reference that a registry could have.',
    message: ({ service, image }) => `the image '${image}' of service '${service}' is no image reference`,
    fix: () => 'write it as [registry/]name[:tag], in lower case but for the tag',
  }),
};
