/** A policy of a resource, as far as it says whom it lets in (AWS Identity and Access Management, "JSON policy elements"). */
export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

/** One of its statements. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly [key: string]: unknown;
}

/** Whom a policy lets in. */
export interface Sharing {
  /** Sorted. */
  readonly accounts: readonly string[];
  /** Whether it lets in accounts that it does not name, as for a whole organization. */
  readonly isOpen: boolean;
}

/** Reads a policy; one that is not there says nothing. */
export function parsePolicy(text = '{}'): PolicyDocument {
  const { Version = '2012-10-17', Statement: statements = [] } = JSON.parse(text) as {
    readonly Version?: string;
    readonly Statement?: Statement | readonly Statement[];
  };
  return { Version, Statement: [statements].flat() as readonly Statement[] };
}

/** Whom statements let in, whatever their conditions. */
export function sharingOf(statements: readonly Statement[]): Sharing {
  const principals = statements
    .filter(({ Effect }) => Effect !== 'Deny')
    .map((statement) => statement.Principal ?? '*');
  const accounts = [...new Set(principals.flatMap(accountsIn))].toSorted();
  return { accounts, isOpen: principals.some(isAnyone) };
}

/** The twelve digits of every account that a principal names. */
export function accountsIn(principal: unknown): readonly string[] {
  return JSON.stringify(principal ?? '').match(/\b\d{12}\b/g) ?? [];
}

/** `*`, or `{"AWS": "*"}`, alone or among others. */
function isAnyone(principal: unknown): boolean {
  return JSON.stringify(principal).includes('"*"');
}
