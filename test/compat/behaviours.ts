import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bindings } from '../../lib/model/bindings.js';
import { planned } from '../support/planned.js';
import { root } from '../support/source-files.js';

type Planned = ReturnType<typeof planned>;

/** One documented behaviour of Docker's ECS integration (compose-cli), and what becomes of it here. */
export interface Behaviour {
  /** What it did, or what its users rely on. */
  readonly was: string;
  readonly compose: string;
  readonly bindings?: Omit<Bindings, 'version'>;
  /** What tells. */
  readonly of: (planned: Planned) => unknown;
  readonly is: unknown;
  /** Where we differ: the row of the migration page that says so. */
  readonly row?: string | undefined;
}

const page = readFileSync(join(root, 'docs/from-compose-cli.md'), 'utf8');
const rows = Array.from(page.matchAll(/^\| +(\S[^|]*?) +\|/gm), ([, label = '']) => label);

/** A test for each behaviour: that it is kept, or that it differs as the migration page says. */
export function behaviours(table: readonly Behaviour[]): void {
  for (const { was, compose, bindings = {}, of, is, row } of table) {
    test(row === undefined ? `kept: ${was}` : `differs: ${was}`, () => {
      expect(of(planned(compose, { bindings: { version: 1, ...bindings } }))).toEqual(is);
      if (row !== undefined) expect(rows).toContain(row);
    });
  }
}

/** Each listener as `application HTTP 80 -> web HTTP 80`. */
export function entrances({ plan }: Planned): readonly string[] {
  return plan.loadBalancers.flatMap(({ type, listeners }) =>
    listeners.map(({ protocol, port, action }) =>
      action.kind === 'forward'
        ? `${type} ${protocol} ${port} -> ${action.target.service} ${action.target.protocol} ${action.target.containerPort}`
        : `${type} ${protocol} ${port} -> ${action.kind}`,
    ),
  );
}

/** Codes of what stops a deployment. */
export function errors({ diagnostics }: Planned): readonly string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}
