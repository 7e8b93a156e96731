import { createHash } from 'node:crypto';
import { deploymentName } from '../plan/identity.js';

/**
 * The name of the stack that a project has in an environment: the project's own, where CloudFormation takes it (letters,
 * digits and hyphens, a letter first, at most 128). A name that had to be changed ends in a digest of the original, so
 * that two projects never share a stack.
 */
export function stackName(project: string, environment: string | undefined): string {
  const name = deploymentName(project, environment);
  const fit = name
    .replaceAll(/[^A-Za-z0-9-]/g, '-')
    .replace(/^(?![A-Za-z])/, 'compose-')
    .slice(0, 119);
  return fit === name ? name : `${fit}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
