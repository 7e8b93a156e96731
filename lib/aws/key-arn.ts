/**
 * The ARN of the KMS key that encrypts a resource; a key's id alone is one of the resource's own account. Undefined: an
 * alias, which can be named in no policy.
 */
export function keyArn(key: string, resource: string): string | undefined {
  if (/^arn:[^:]+:kms:[^:]+:\d+:key\//.test(key)) return key;
  const [, partition, , region, account] = resource.split(':');
  return /^(?:mrk-)?[0-9a-f-]{32,36}$/.test(key)
    ? `arn:${partition}:kms:${region}:${account}:key/${key}`
    : undefined;
}
