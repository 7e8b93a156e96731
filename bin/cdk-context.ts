import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readContext, type ComposeContext } from '../lib/constructs/context.js';
import type { Checked } from '../lib/diagnostics/diagnostic.js';
import type { Machine } from './machine.js';

type Environment = Machine['environment'];

/** What the CDK CLI passes to an app: its `compose:` context. Empty when another program started this one. */
export function cdkContext(environment: Environment): Checked<ComposeContext> {
  const all = passedContext(environment);
  return readContext({ getAllContext: () => all });
}

/** The whole context that an app in this folder gets: what the CDK CLI passes, else what its files hold. */
export function wholeContext({
  environment,
  directory,
}: Pick<Machine, 'environment' | 'directory'>): Readonly<Record<string, unknown>> {
  if (environment['CDK_CONTEXT_JSON'] !== undefined) return passedContext(environment);
  const { context } = parsed(contentOf(join(directory, 'cdk.json')));
  const looked = parsed(contentOf(join(directory, 'cdk.context.json')));
  return { ...looked, ...(typeof context === 'object' ? context : {}) };
}

/**
 * The `compose:` context as an app in this folder would see it: what the CDK CLI passes, else that of the folder's
 * cdk.json. So a command of ours speaks of the same project and the same environments as `cdk deploy`.
 */
export function projectContext(machine: Pick<Machine, 'environment' | 'directory'>): Checked<ComposeContext> {
  const all = wholeContext(machine);
  return readContext({ getAllContext: () => all });
}

function passedContext(environment: Environment): Readonly<Record<string, unknown>> {
  const overflow = environment['CONTEXT_OVERFLOW_LOCATION_ENV'];
  return {
    ...parsed(environment['CDK_CONTEXT_JSON']),
    ...(overflow === undefined ? {} : parsed(contentOf(overflow))),
  };
}

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
