import type { Diagnostic, DiagnosticCode } from '../../lib/diagnostics/diagnostic.js';

/**
 * The classes that the corpus gives to refusals, for each code of ours. The corpus derives a class from the text of
 * the first error that the reference meets, so one cause may go under several.
 */
const errorClasses: Readonly<Partial<Record<DiagnosticCode, readonly string[]>>> = {
  blank: ['consistency'],
  'cannot-override': ['merge'],
  'context-not-built': ['undefined-reference'],
  'dependency-cycle': ['cycle'],
  'dependency-disabled': ['undefined-reference'],
  'distinct-values': ['exclusive'],
  'duplicate-key': ['yaml'],
  'env-file-not-found': ['missing-env-file', 'missing-file'],
  'equal-items': ['schema'],
  'exclusive-keys': ['exclusive'],
  'extended-service-not-found': ['undefined-reference'],
  'extends-cycle': ['cycle'],
  'external-name-conflict': ['exclusive'],
  'file-not-found': ['missing-file'],
  'include-cycle': ['cycle'],
  'input-unreadable': ['other', 'dotenv'],
  'invalid-env-file': ['dotenv'],
  'invalid-healthcheck-test': ['consistency'],
  'invalid-interpolation': ['interpolation'],
  'invalid-name': ['schema'],
  'invalid-project-name': ['project-name'],
  // A text that a variable gives a typed key is refused where it is filled in, any other where its key is read.
  'invalid-value': ['decode', 'interpolation', 'port', 'volume', 'other'],
  'missing-key': ['schema', 'volume', 'extends', 'other'],
  'no-compose-file': ['undefined-reference'],
  'no-image-or-build': ['missing-image'],
  'no-project-name': ['project-name'],
  'no-services-to-extend': ['extends'],
  'no-source': ['consistency'],
  'no-such-service': ['undefined-reference'],
  'non-string-key': ['yaml'],
  'not-a-mapping': ['yaml', 'empty'],
  'not-allowed': ['schema'],
  'out-of-range': ['schema', 'consistency'],
  'pattern-not-matched': ['schema'],
  'platform-not-built': ['include'],
  'remote-resource': ['other', 'missing-file', 'include'],
  'required-variable-missing': ['interpolation'],
  'target-mounted-twice': ['volume'],
  'undefined-reference': ['undefined-reference'],
  'unknown-env-file-format': ['other'],
  'unknown-key': ['schema'],
  // The reference refuses a wrong type by its schema, or by whichever pass meets it earlier.
  'wrong-type': ['schema', 'decode', 'merge', 'port', 'include', 'yaml', 'undefined-reference', 'other'],
  'yaml-syntax': ['yaml'],
};

/** Classes that are about certain keys, where a code of ours is about any: such an error must then be at one of them. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  port: ['ports'],
  volume: ['volumes', 'devices'],
  include: ['include'],
  extends: ['extends'],
};

/** Whether an error of ours is of a class of the corpus. */
export function isOfClass({ code, path }: Diagnostic, errorClass: string): boolean {
  const classes = errorClasses[code] ?? [];
  const keys = KEYS[errorClass];
  const isThere = keys === undefined || keys.some((key) => path?.includes(key));
  return classes.includes(errorClass) && (classes.length === 1 || isThere);
}
