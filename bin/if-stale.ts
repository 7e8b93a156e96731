import { readFileSync } from 'node:fs';
import { readContext, type ComposeContext } from '../lib/constructs/context.js';
import type { Checked, Diagnostic } from '../lib/diagnostics/diagnostic.js';
import type { Machine } from './machine.js';

type Environment = Machine['environment'];

/** What the CDK CLI passes to an app: its `compose:` context. Empty when another program started this one. */
export function cdkContext(environment: Environment): Checked<ComposeContext> {
  const overflow = environment['CONTEXT_OVERFLOW_LOCATION_ENV'];
  const all = {
    ...parsed(environment['CDK_CONTEXT_JSON']),
    ...(overflow === undefined ? {} : parsed(contentOf(overflow))),
  };
  return readContext({ getAllContext: () => all });
}

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

function parsed(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '{}';
  }
}
