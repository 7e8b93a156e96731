/**
 * The ARN of the KMS key that encrypts a resource; a key's id or alias alone is one of the resource's own account. No
 * policy takes an alias: `…:key/*` stands for the key that has it. Undefined: a key of AWS, which needs no leave.
 */
export function keyArn(key: string, resource: string): string | undefined {
  if (/^arn:[^:]+:kms:[^:]+:\d+:key\//.test(key)) return key;
  const alias = /^(?:arn:[^:]+:kms:[^:]+:(?<owner>\d+):)?alias\/(?!aws\/)/.exec(key);
  const [, partition, , region, account] = resource.split(':');
  const keys = `arn:${partition}:kms:${region}:${alias?.groups?.['owner'] ?? account}:key/`;
  if (alias !== null) return `${keys}*`;
  return /^(?:mrk-)?[0-9a-f-]{32,36}$/.test(key) ? `${keys}${key}` : undefined;
}
