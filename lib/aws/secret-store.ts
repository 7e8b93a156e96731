import type { Checked } from '../diagnostics/diagnostic.js';

/** A secret as the store describes it: everything but its value. */
export interface StoredSecret {
  /** Complete. */
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The staging labels of each version that has any, by version id. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly isBeingDeleted: boolean;
  /** The ARN of the key that encrypts it, when it is the account's own. */
  readonly kmsKey: string | undefined;
}

/** A version of a secret with what it holds. The value is for comparing and for nothing else: it is never printed. */
export interface SecretVersion {
  readonly version: string;
  /** Undefined: it holds bytes that are no text. */
  readonly value: string | undefined;
}

/** A new version of a secret. */
export interface NewVersion {
  /** Its id: a random UUID. */
  readonly version: string;
  readonly value: string;
  /** Besides AWSCURRENT, in the same act. */
  readonly label: string;
}

/** Where secrets are kept: the port to AWS Secrets Manager. A secret is named by its name or its ARN. */
export interface SecretStore {
  /** `absent`: there is none of this name. */
  readonly find: (secret: string) => Promise<Checked<StoredSecret | 'absent'>>;
  /** The version labelled AWSCURRENT; `absent`: the secret has none. */
  readonly current: (secret: string) => Promise<Checked<SecretVersion | 'absent'>>;
  /** Makes a secret with its first version, labelled AWSCURRENT alone; gives its complete ARN. */
  readonly create: (
    name: string,
    first: Omit<NewVersion, 'label'> & { readonly tags: Readonly<Record<string, string>> },
  ) => Promise<Checked<string>>;
  readonly put: (secret: string, next: NewVersion) => Promise<Checked<true>>;
  /** Attaches a staging label to a version. */
  readonly label: (secret: string, version: string, label: string) => Promise<Checked<true>>;
  readonly unlabel: (secret: string, version: string, label: string) => Promise<Checked<true>>;
  /** The ids of the versions that have labels, oldest first. */
  readonly versions: (secret: string) => Promise<Checked<readonly string[]>>;
}
