import type { Checked } from '../diagnostics/diagnostic.js';

/** A parameter as the store describes it: everything but its value. */
export interface StoredParameter {
  readonly arn: string;
  /** The ARN of the key that encrypts it, when it is the account's own. */
  readonly kmsKey: string | undefined;
}

/** Where configuration of others is kept: the port to the parameters of AWS Systems Manager. */
export interface ParameterStore {
  /** `absent`: there is none of this name. */
  readonly find: (name: string) => Promise<Checked<StoredParameter | 'absent'>>;
}
