/** The options of a volume's driver that a file system of Amazon EFS has; the words of Docker's ECS integration. */
interface VolumeOption {
  readonly name: string;
  readonly pattern: RegExp;
  /** Completes the sentence `must be …`. */
  readonly expected: string;
}

const OPTIONS: readonly VolumeOption[] = [
  { name: 'root_directory', pattern: /^\//, expected: 'a path that begins with /' },
  { name: 'uid', pattern: /^\d+$/, expected: 'a number' },
  { name: 'gid', pattern: /^\d+$/, expected: 'a number' },
  { name: 'permissions', pattern: /^[0-7]{3,4}$/, expected: 'octal, such as 0755' },
  { name: 'performance_mode', pattern: /^(?:generalPurpose|maxIO)$/, expected: 'generalPurpose or maxIO' },
  {
    name: 'throughput_mode',
    pattern: /^(?:bursting|elastic|provisioned)$/,
    expected: 'bursting, elastic or provisioned',
  },
  { name: 'provisioned_throughput', pattern: /^[1-9]\d*(?:\.\d+)?$/, expected: 'a number of MiB per second' },
  { name: 'backup_policy', pattern: /^(?:ENABLED|DISABLED)$/i, expected: 'ENABLED or DISABLED' },
  {
    name: 'lifecycle_policy',
    pattern: /^AFTER_(?:1_DAY|(?:7|14|30|60|90|180|270|365)_DAYS)$/,
    expected: 'AFTER_1_DAY or AFTER_7, 14, 30, 60, 90, 180, 270 or 365_DAYS',
  },
  {
    name: 'kms_key_id',
    pattern: /^(?:arn:aws[a-z-]*:kms:.+|[0-9a-f-]{36}|mrk-[0-9a-f]{32})$/,
    expected: 'the id or ARN of a KMS key',
  },
];

/** Whether it is one of these options, with a value that it takes. */
export function isVolumeOption(name: string, value: string): boolean {
  return OPTIONS.some((option) => option.name === name && option.pattern.test(value));
}

/** The options that say something: an empty one, as an unset variable leaves it, says nothing to Docker's driver either. */
export function statedOptions(
  options: Readonly<Record<string, string>> = {},
): Readonly<Partial<Record<string, string>>> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ''));
}

/** What is wrong with the options of a volume's driver; undefined: nothing. */
export function volumeOptionsProblem(written: Readonly<Record<string, string>>): string | undefined {
  const options = statedOptions(written);
  for (const [name, value = ''] of Object.entries(options)) {
    const known = OPTIONS.find((option) => option.name === name);
    if (known === undefined) {
      const words = OPTIONS.map((option) => option.name).join(', ');
      return `an EFS file system knows no option ${name}, only ${words}`;
    }
    if (!known.pattern.test(value)) return `${name} must be ${known.expected}`;
  }
  const isProvisioned = options['throughput_mode'] === 'provisioned';
  if (isProvisioned && options['provisioned_throughput'] === undefined) {
    return 'throughput_mode provisioned takes a provisioned_throughput';
  }
  const mode = options['throughput_mode'] ?? 'provisioned';
  if (options['provisioned_throughput'] !== undefined && mode !== 'provisioned') {
    return `provisioned_throughput means nothing with throughput_mode ${mode}`;
  }
  return options['performance_mode'] === 'maxIO' && options['throughput_mode'] === 'elastic'
    ? 'performance_mode maxIO does not go with throughput_mode elastic'
    : undefined;
}
