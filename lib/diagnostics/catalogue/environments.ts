/** Findings about environments: how they are declared, which one is meant, and what must not differ between them. */
import { row } from '../row.js';

export const environments = {
  'unknown-environment': row<{ name: string; names: readonly string[]; suggestion?: string }>({
    severity: 'error',
    summary: 'Environments are declared, and the one that was selected is not among them.',
    message: ({ name }) => `no environment '${name}' is declared`,
    fix: ({ names, suggestion }) =>
      suggestion === undefined ? `declared are: ${names.join(', ')}` : `did you mean '${suggestion}'?`,
  }),
  'environment-not-selected': row<{ taken: string; names: readonly string[] }>({
    severity: 'warning',
    summary:
      'Several environments are declared and none was selected: the first one is shown, and a deployment is refused.',
    message: ({ taken, names }) =>
      `no environment is selected: this is '${taken}', the first of ${names.join(', ')}`,
    fix: () => 'select one with --environment, or with -c compose:environment=… before you deploy',
  }),
  'deployment-without-environment': row<{ names: readonly string[] }>({
    severity: 'error',
    summary: 'Several environments are declared, and a deployment selects none.',
    message: ({ names }) => `no environment is selected: ${names.join(', ')} are declared`,
    fix: ({ names }) => `deploy one with -c compose:environment=${names[0] ?? '…'}`,
  }),
  'build-differs-between-environments': row<{
    service: string;
    input: string;
    environments: readonly [string, string];
    variables: readonly string[];
  }>({
    severity: 'error',
    summary: 'A service would be built from other inputs in one environment than in another.',
    message: ({ service, input, environments: [one, other], variables }) =>
      `the image of service '${service}' would differ between ${one} and ${other}: ${input}${
        variables.length === 0 ? '' : `, by the variable ${variables.join(' and ')}`
      }`,
    fix: () =>
      'one image is promoted through all environments: pass what differs when the container starts, under environment',
  }),
  'image-differs-between-environments': row<{
    service: string;
    environments: readonly [string, string];
    images: readonly [string, string];
  }>({
    severity: 'warning',
    summary: 'A service runs another image in one environment than in another.',
    message: ({ service, environments: [one, other], images: [first, second] }) =>
      `service '${service}' runs ${first} in ${one} and ${second} in ${other}`,
    fix: () => 'name one image for all environments, so that what was tested is what is promoted',
  }),
  'image-not-promoted': row<{ tag: string; to: string; reason: string }>({
    severity: 'error',
    summary: 'An image could not be copied, under its digest, to where an environment pulls it from.',
    message: ({ tag, to, reason }) => `image ${tag} is not in ${to} as the image lock has it: ${reason}`,
    fix: () =>
      'run cdk-compose build again; a tag that stands for another image there has to be deleted first',
  }),
  'pipeline-place-unknown': row<{ environment: string }>({
    severity: 'error',
    summary:
      'An environment states its account or region, and the stack of the pipeline does not state its own.',
    message: ({ environment }) =>
      `the environment '${environment}' is in an account and region of its own, and the pipeline's stack is in none`,
    fix: () => 'give the stack of the pipeline an env with account and region',
  }),
  'no-environments': row({
    severity: 'error',
    summary: 'All environments were asked for, and none is declared.',
    message: () => 'no environments are declared',
    fix: () => 'declare them in cdk.json, under context, as compose:environments; or pass environments',
  }),
};
