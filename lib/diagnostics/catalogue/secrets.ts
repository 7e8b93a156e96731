/** Findings about secrets: how they reach tasks, and how their values reach AWS Secrets Manager. No row takes a value. */
import { row } from '../row.js';

export const secrets = {
  'secrets-not-pushed': row<{ what: readonly string[]; command: string }>({
    severity: 'warning',
    summary:
      'The bindings do not say where secrets or external configs of the project are; a deployment is refused until they do.',
    message: ({ what }) =>
      what.length === 1
        ? `the bindings do not say where ${what[0]} is`
        : `the bindings do not say where ${what.join(', ')} are`,
    fix: ({ command }) => `run ${command}`,
  }),
  'secret-in-environment': row<{ service: string; names: readonly string[] }>({
    severity: 'warning',
    summary: 'The plain environment of a service holds what looks like a secret.',
    message: ({ service, names }) =>
      `service '${service}' has what looks like a secret in its plain environment: ${names.join(', ')}`,
    fix: () =>
      'everyone who may read the task definition reads it: with --environment NAME it becomes a secret of that environment',
  }),
  'secret-in-command': row<{ service: string; key: string; names: readonly string[] }>({
    severity: 'warning',
    summary: 'A command or a health check repeats the secret value of a variable.',
    message: ({ service, key, names }) =>
      `${key} of service '${service}' repeats the secret value of ${names.join(', ')}`,
    fix: ({ names: [name] }) =>
      `everyone who may read the task definition reads it: let the container look it up, with a shell and $$${name}`,
  }),
  'secret-owner-not-numeric': row<{ secret: string; key: 'uid' | 'gid'; value: string }>({
    severity: 'error',
    summary: 'The file of a secret is to belong to a user or group that is no number.',
    message: ({ secret, key, value }) => `secret '${secret}' has the ${key} '${value}', which is no number`,
    fix: ({ key }) => `write the number that the image gives it: ${key}: "1000"`,
  }),
  'config-owner-not-numeric': row<{ config: string; key: string; value: string }>({
    severity: 'error',
    summary: 'The file of a config is to belong to a user or group that is no number.',
    message: ({ config, key, value }) => `config '${config}' has the ${key} '${value}', which is no number`,
    fix: ({ key }) => `write the number that the image gives it: ${key}: "1000"`,
  }),
  'config-target-unfit': row<{ config: string; target: string; because: string }>({
    severity: 'error',
    summary: 'The file of an external config is to be where none can be.',
    message: ({ config, target, because }) => `config '${config}' cannot be at ${target}: ${because}`,
    fix: () => 'give it another target, and let the application read it from there',
  }),
  'config-not-found': row<{ config: string; name: string }>({
    severity: 'error',
    summary: 'An external config does not exist.',
    message: ({ config, name }) =>
      `the external config '${config}' is not among the parameters of Systems Manager as '${name}'`,
    fix: ({ name }) =>
      `aws ssm put-parameter --name '${name}' --type String --value file://… makes it; or set its name to what it is called or to its ARN`,
  }),
  'secret-hides-folder': row<{ secret: string; folder: string }>({
    severity: 'warning',
    summary: 'The file of a secret hides what the image has in the same folder.',
    message: ({ secret, folder }) =>
      `secret '${secret}' is mounted in ${folder}: the image's own files in that folder are not seen`,
    fix: () => 'give it a folder of its own, or leave out target and read it from /run/secrets',
  }),
  'secret-target-unfit': row<{ secret: string; target: string; because: string }>({
    severity: 'error',
    summary: 'The file of a secret is to be where none can be mounted.',
    message: ({ secret, target, because }) => `secret '${secret}' cannot be mounted at ${target}: ${because}`,
    fix: () => 'give it a folder of its own, or leave out target and read it from /run/secrets',
  }),
  'secret-not-text': row<{ secret: string; variable: string }>({
    severity: 'error',
    summary: 'An environment variable is to hold a secret whose bytes are no text.',
    message: ({ secret, variable }) =>
      `variable '${variable}' cannot hold secret '${secret}': its bytes are no text`,
    fix: () => 'read it from its file, or store it as text',
  }),
  'secret-key-unknown': row<{ secret: string; key: string; keys: readonly string[] }>({
    severity: 'error',
    summary: 'A JSON secret does not hold a key that a service reads.',
    message: ({ secret, key, keys }) =>
      `secret '${secret}' holds no key '${key}'${keys.length === 0 ? '' : `, only ${keys.join(', ')}`}`,
    fix: () => 'name one that it holds; after a change of its value, run cdk-compose secrets push',
  }),
  'secret-key-unfit': row<{ secret: string; key: string }>({
    severity: 'error',
    summary: 'A key of a JSON secret that can be neither a file nor read by ECS.',
    message: ({ secret, key }) => `key '${key}' of secret '${secret}' cannot be the name of a file`,
    fix: () => 'use letters, digits, ., - and _ in keys',
  }),

  'secrets-of-which-environment': row<{ environments: string; first: string }>({
    severity: 'error',
    summary: 'Secrets are to be pushed, and which environment they are of is open.',
    message: ({ environments }) => `secrets belong to an environment, and there are several: ${environments}`,
    fix: ({ first }) => `run cdk-compose secrets push --environment ${first}`,
  }),
  'secret-value-missing': row<{ what: string; from: string }>({
    severity: 'error',
    summary: 'The value of a secret is not on this machine.',
    message: ({ what, from }) => `the value of ${what} is not here: ${from}`,
    fix: () => 'give it its value, or run the command where its value is',
  }),
  'secret-value-kept': row<{ what: string; from: string }>({
    severity: 'warning',
    summary: 'The value of a secret is not on this machine, and the one in Secrets Manager stays.',
    message: ({ what, from }) =>
      `the value of ${what} is not here (${from}): the one in Secrets Manager stays`,
    fix: () => 'to change it, run the command where its value is',
  }),
  'secret-value-unfit': row<{ what: string; because: string }>({
    severity: 'error',
    summary: 'Secrets Manager cannot hold the value of a secret, or services cannot read it.',
    message: ({ what, because }) => `the value of ${what} cannot be used: ${because}`,
  }),
  'secret-of-others': row<{ what: string; name: string }>({
    severity: 'error',
    summary: 'A secret of another origin has the name that a secret of the project would get.',
    message: ({ what, name }) =>
      `${what} would be '${name}' in Secrets Manager, and there is one of this name that belongs to others`,
    fix: ({ name }) =>
      `rename or remove that one; to use it as it is, write external: true and name: ${name} in the Compose file`,
  }),
  'secret-elsewhere': row<{ what: string; arn: string }>({
    severity: 'error',
    summary:
      'The bindings name a secret that the credentials of now do not find: most likely those of another account.',
    message: ({ what, arn }) => `the bindings say that ${what} is ${arn}, and there it is not`,
    fix: () =>
      'use the credentials and the region of that environment; if the secret was deleted, remove it from the bindings',
  }),
  'secret-being-deleted': row<{ name: string }>({
    severity: 'error',
    summary: 'Secrets Manager is about to delete a secret that the project uses.',
    message: ({ name }) => `'${name}' is scheduled for deletion in Secrets Manager`,
    fix: ({ name }) => `aws secretsmanager restore-secret --secret-id ${name} brings it back`,
  }),
  'secret-not-found': row<{ secret: string; name: string }>({
    severity: 'error',
    summary: 'An external secret does not exist.',
    message: ({ secret, name }) => `the external secret '${secret}' is not in Secrets Manager as '${name}'`,
    fix: () => 'create it there, or set its name to what it is called or to its ARN',
  }),
};
