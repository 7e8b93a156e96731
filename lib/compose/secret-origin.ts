import type { Secret } from './project.js';

/** Where a top-level secret comes from. */
export type SecretOrigin =
  /** Its value is on the machine that runs `cdk-compose secrets push`. */
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'variable'; readonly variable: string }
  /** It exists already, under this name in AWS Secrets Manager. */
  | { readonly kind: 'named'; readonly name: string }
  /** It exists already, and the Compose file says where. */
  | { readonly kind: 'secret'; readonly arn: string; readonly isPartial: boolean }
  | { readonly kind: 'parameter'; readonly arn: string }
  /** Nothing says where. */
  | { readonly kind: 'unknown' };

/** `arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/db-AbCdEf` */
const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^:]+$/;
const PARAMETER_ARN = /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/.+$/;

/** Tells a secret's origin: `external` by its name or ARN, otherwise `file` or `environment`. */
export function secretOrigin({ external, name, file, environment }: Secret): SecretOrigin {
  if (external !== true) {
    if (file !== undefined) return { kind: 'file', file };
    return environment === undefined ? { kind: 'unknown' } : { kind: 'variable', variable: environment };
  }
  if (SECRET_ARN.test(name)) return { kind: 'secret', arn: name, isPartial: !/-[A-Za-z0-9]{6}$/.test(name) };
  return PARAMETER_ARN.test(name) ? { kind: 'parameter', arn: name } : { kind: 'named', name };
}
