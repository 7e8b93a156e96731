/** Findings about how the construct library and the CDK app are used. */
import { row } from '../row.js';

export const constructs = {
  'not-in-project': row<{ kind: string; name: string; suggestion?: string; names: readonly string[] }>({
    severity: 'error',
    summary: 'The caller of the construct library names something that the Compose project does not have.',
    message: ({ kind, name }) => `the project has no ${kind} '${name}'`,
    fix: ({ kind, suggestion, names }) =>
      suggestion !== undefined
        ? `did you mean '${suggestion}'?`
        : names.length === 0
          ? `it has no ${kind} at all`
          : `it has: ${names.join(', ')}`,
  }),
  'service-is-paused': row<{ service: string }>({
    severity: 'error',
    summary: 'The caller of the construct library asks for a service of a project that is paused.',
    message: ({ service }) => `the project is paused: there is no service '${service}' to give back`,
    fix: () => 'ask for it only where plan.services of the ComposeApp has it',
  }),
  'vpc-not-of-cluster': row<{ vpc: string; clusterVpc: string }>({
    severity: 'error',
    summary: 'Both a VPC and a cluster were brought along, and the cluster is in another VPC.',
    message: ({ vpc, clusterVpc }) =>
      `the given VPC (${vpc}) is not that of the given cluster (${clusterVpc})`,
    fix: () => 'leave out vpc: the cluster brings its own',
  }),
  'unknown-context-key': row<{ key: string; suggestion?: string; keys: readonly string[] }>({
    severity: 'error',
    summary: 'A compose: key of the CDK context that means nothing.',
    message: ({ key }) => `unknown context key '${key}'`,
    fix: ({ suggestion, keys }) =>
      suggestion === undefined ? `the keys are: ${keys.join(', ')}` : `did you mean '${suggestion}'?`,
  }),
  'wrong-context-value': row<{ key: string; value: string; expected: string }>({
    severity: 'error',
    summary: 'A compose: key of the CDK context has a value of another kind.',
    message: ({ key, value, expected }) => `context key '${key}' must be ${expected}, got ${value}`,
  }),
};
