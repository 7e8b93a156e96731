import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readContext, type ComposeContext } from '../lib/constructs/context.js';
import type { Checked } from '../lib/diagnostics/diagnostic.js';
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
 * The `compose:` context as an app in this folder would see it: what the CDK CLI passes, else that of the folder's
 * cdk.json. So a command of ours speaks of the same project and the same environments as `cdk deploy`.
 */
export function projectContext({
  environment,
  directory,
}: Pick<Machine, 'environment' | 'directory'>): Checked<ComposeContext> {
  if (environment['CDK_CONTEXT_JSON'] !== undefined) return cdkContext(environment);
  const { context } = parsed(contentOf(join(directory, 'cdk.json')));
  const all = typeof context === 'object' && context !== null ? { ...context } : {};
  return readContext({ getAllContext: () => all });
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
