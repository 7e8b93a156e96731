import type { Config, Secret } from './project.js';

/** Where a top-level secret comes from. */
export type SecretOrigin =
  /** Its value is on the machine that runs `cdk-compose secrets push`. */
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'variable'; readonly variable: string }
  | ExternalOrigin
  /** Nothing says where. */
  | { readonly kind: 'unknown' };

/** Where something comes from that exists already. */
export type ExternalOrigin =
  /** Under this name in AWS: a secret in Secrets Manager, a config among the parameters of Systems Manager. */
  | { readonly kind: 'named'; readonly name: string }
  /** The Compose file says where. */
  | { readonly kind: 'secret'; readonly arn: string; readonly isPartial: boolean }
  | { readonly kind: 'parameter'; readonly arn: string };

/** `arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/db-AbCdEf` */
const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^:]+$/;
const PARAMETER_ARN = /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/.+$/;

/** Tells a secret's origin: `external` by its name or ARN, otherwise `file` or `environment`. */
export function secretOrigin({ external, name, file, environment }: Secret): SecretOrigin {
  if (external !== true) {
    if (file !== undefined) return { kind: 'file', file };
    return environment === undefined ? { kind: 'unknown' } : { kind: 'variable', variable: environment };
  }
  return externalOrigin(name);
}

/** Where a top-level config comes from; undefined: from the project itself. */
export function configOrigin({ external, name }: Config): ExternalOrigin | undefined {
  return external === true ? externalOrigin(name) : undefined;
}

function externalOrigin(name: string): ExternalOrigin {
  if (SECRET_ARN.test(name)) return { kind: 'secret', arn: name, isPartial: !/-[A-Za-z0-9]{6}$/.test(name) };
  return PARAMETER_ARN.test(name) ? { kind: 'parameter', arn: name } : { kind: 'named', name };
}
