/** Secrets on their way into a container. Only their places are here, never what they hold. */
import type { Cause } from './cause.js';

/** An environment variable that ECS fills with a secret when the container starts. */
export interface SecretVariablePlan {
  readonly variable: string;
  readonly source: SecretSource;
  readonly cause: Cause;
}

/** Where ECS reads a secret. */
export interface SecretSource {
  /** A secret of AWS Secrets Manager, or a parameter of AWS Systems Manager. */
  readonly kind: 'secret' | 'parameter';
  /** A secret's is complete but for `isPartial`. */
  readonly arn: string;
  /** Its ARN lacks the six characters that Secrets Manager appends: the Compose file names it so. */
  readonly isPartial?: boolean;
  /** The id of the version; undefined: the one that is labelled AWSCURRENT when the container starts. */
  readonly version?: string;
  /** A key of the JSON object that the secret holds; undefined: the whole of it. */
  readonly key?: string;
  /** The ARN of the key that encrypts it, when it is none of AWS; `…:key/*` where only its alias is known. */
  readonly kmsKey?: string;
  /** The Compose file names it by its ARN alone, so that nothing says which key encrypts it. */
  readonly keyUnknown?: true;
}
