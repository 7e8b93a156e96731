/** Findings about keys that a deployment cannot honour, and about x-aws- keys. */
import { row } from '../row.js';

export const keys = {
  'key-rejected': row<{ key: string; because: string; instead?: string }>({
    severity: 'error',
    summary: 'A key that the deployment cannot honour and that the application depends on.',
    message: ({ key, because }) => `${key} cannot be deployed: ${because}`,
    fix: ({ instead }) => instead ?? 'remove the key, or reset it in an override file for this environment',
  }),
  'key-not-honoured': row<{ key: string; because: string; instead?: string }>({
    severity: 'warning',
    summary: 'A key that is ignored or honoured only in part, so that the application may notice.',
    message: ({ key, because }) => `${key}: ${because}`,
    fix: ({ instead }) => instead ?? 'remove the key, or accept the loss in x-aws-acknowledge',
  }),
  'key-without-effect': row<{ key: string; because: string }>({
    severity: 'warning',
    summary: 'A key means nothing to a service that runs as this one does.',
    message: ({ key, because }) => `${key} has no effect: ${because}`,
    fix: () => 'remove the key, or accept the loss in x-aws-acknowledge',
  }),
  'nothing-to-acknowledge': row<{ pattern: string }>({
    severity: 'warning',
    summary: 'An x-aws-acknowledge of a path where nothing is lost.',
    message: ({ pattern }) => `nothing is lost at '${pattern}', so there is nothing to acknowledge`,
    fix: () => 'remove it, or name the path as cdk-compose check prints it',
  }),
  'extension-key-unknown': row<{ key: string; hint?: string }>({
    severity: 'error',
    summary: 'An x-aws- key that does not exist.',
    message: ({ key }) => `there is no extension key '${key}'`,
    fix: ({ hint }) =>
      hint ??
      'remove it, or name a fragment of your own otherwise: x-aws- is the family of the keys of this program',
  }),
  'extension-key-misplaced': row<{ key: string; places: readonly string[] }>({
    severity: 'error',
    summary: 'An x-aws- key in a place where it means nothing.',
    message: ({ key, places }) => `'${key}' means nothing here: its place is ${places.join(' or ')}`,
    fix: () => 'move it there',
  }),
  'extension-value-broken': row<{ key: string; problem: string; describes: string }>({
    severity: 'error',
    summary: 'An x-aws- key with a value that it does not take.',
    message: ({ key, problem }) => `'${key}' ${problem}`,
    fix: ({ describes }) => `${describes.charAt(0).toLowerCase()}${describes.slice(1)}`,
  }),
  'overlay-has-native-key': row<{ resource: string; type: string; instead: string }>({
    severity: 'error',
    summary: 'An overlay over the CloudFormation template changes a resource.',
    message: ({ resource, type }) =>
      `x-aws-cloudformation changes ${resource}${type === '' ? '' : ` (${type})`}, which this template does not have`,
    fix: ({ instead }) => instead,
  }),
};
