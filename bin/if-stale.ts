import type { ComposeContext } from '../lib/constructs/context.js';
import type { Diagnostic } from '../lib/diagnostics/diagnostic.js';
import type { Machine } from './machine.js';

type Environment = Machine['environment'];

/**
 * Why the build step in front of a CDK app has nothing to do; undefined when it has. Images are for deployments, and in
 * CI a step of its own builds them, with its own credentials.
 */
export function reasonNotToBuild(
  { build = 'if-stale' }: ComposeContext,
  environment: Environment,
): string | undefined {
  if (build === 'never') return 'compose:build is never';
  const isCi = !['', '0', 'false'].includes(environment['CI'] ?? '');
  return isCi && build !== 'always' ? 'in CI, cdk-compose build is a step of its own' : undefined;
}

/** Whether a command of the CDK CLI does without images; one that is not known does not. */
export function needsNoImages(command: string | undefined): boolean {
  return /^(?:ls|list|destroy|metadata|doctor|notices|acknowledge|ack|gc|flags)$/.test(command ?? '');
}

/** Findings that leave a laptop without its build, but not without its deployment: the template says what is missing. */
export function isExcused({ code }: Diagnostic): boolean {
  return excused.has(code);
}

const excused: ReadonlySet<string> = new Set([
  'registry-unreachable',
  'registry-denied',
  'registry-failed',
  'registry-rate-limited',
  'aws-credentials-missing',
  'aws-region-missing',
  'build-cloud-credentials-missing',
  'build-cloud-unreachable',
  'builder-missing',
  'builder-unreachable',
  'buildx-missing',
  'buildx-too-old',
]);
