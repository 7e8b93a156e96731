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
      'make its folder one that this user may write, and run the command again: what is done is found again',
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

  'bindings-unread': row<{ file: string; wanted: string; environment: string }>({
    severity: 'warning',
    summary: 'The bindings of a project without environments lie beside it, and an environment is selected.',
    message: ({ file, wanted, environment }) =>
      `nothing reads ${file}: the bindings of environment '${environment}' are ${wanted}, and there are none`,
    fix: ({ file, wanted }) => `rename ${file} to ${wanted} if it describes this environment, else remove it`,
  }),
  'environment-name-unfit': row<{ environment: string }>({
    severity: 'error',
    summary: 'A name that an environment cannot have.',
    message: ({ environment }) => `an environment cannot be called '${environment}'`,
    fix: () => "use letters, digits, - and _, but neither 'images' nor 'bindings'",
  }),

  'image-lock-stale': row<{ services: readonly string[] }>({
    severity: 'error',
    summary: 'The image lock lacks images of the project, and none may be built.',
    message: ({ services }) => `the image lock is stale: it lacks the images of ${services.join(', ')}`,
    fix: () =>
      'run cdk-compose build and commit the lock; cdk-compose build --explain SERVICE says what changed',
  }),
  'image-of-unknown-service': row<{
    service: string;
    services: readonly string[];
    suggestion: string | undefined;
  }>({
    severity: 'error',
    summary: 'The project has no service of this name with an image.',
    message: ({ service, services }) =>
      `no service '${service}' with an image; there are ${services.join(', ')}`,
    fix: ({ suggestion }) => (suggestion === undefined ? undefined : `did you mean '${suggestion}'?`),
  }),

  'images-not-locked': row<{ services: readonly string[]; command: string }>({
    severity: 'warning',
    summary: 'Images of the plan are not in the image lock; a deployment is refused until they are.',
    message: ({ services }) =>
      services.length === 1
        ? `the image of service '${services[0]}' is not in the image lock`
        : `${services.length} images are not in the image lock: ${services.join(', ')}`,
    fix: ({ command }) => `run ${command}`,
  }),
  'image-digest-differs': row<{ service: string; locked: string; found: string; registry: string }>({
    severity: 'warning',
    summary: 'A repository holds another image under a content tag than the lock says.',
    message: ({ service, locked, found, registry }) =>
      `${registry} holds another image for service '${service}' than the lock: ${found}, not ${locked}`,
    fix: () =>
      'let all environments share one repository (repository in the bindings), so that each deploys the same image',
  }),

  'images-account-unasked': row<{ repository: string; accounts: readonly string[] }>({
    severity: 'error',
    summary:
      'Other accounts pull from a repository, and nobody asked which of its images their task definitions name.',
    message: ({ repository, accounts }) =>
      `${repository} is shared with ${accounts.join(', ')}, whose task definitions were not asked`,
    fix: () => 'name a profile of each account with --aws-profile; nothing is deleted until then',
  }),
  'images-shared-with-anyone': row<{ repository: string }>({
    severity: 'error',
    summary:
      'The policy of a repository or of its registry lets accounts pull that it does not name, whose task definitions cannot be asked.',
    message: ({ repository }) =>
      `a policy of ${repository}, or of its registry, lets accounts pull that it does not name: any of them may run any image`,
    fix: () =>
      'name the accounts in the policy instead, as cdk-compose images share does; nothing is deleted until then',
  }),
  'images-account-malformed': row<{ account: string }>({
    severity: 'error',
    summary: 'What is given for an AWS account is none.',
    message: ({ account }) => `'${account}' is no AWS account`,
    fix: () => 'write its twelve digits',
  }),
};
