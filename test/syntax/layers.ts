/** Compose files made of what users write, right and wrong, in short and long forms. */
import fc from 'fast-check';

const name = fc.constantFrom('a', 'b', 'web', 'x-a', 'A=B', '');
const leaf = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    80,
    -1,
    1.5,
    '',
    '80',
    '80:80',
    'a=b',
    'a',
    '10s',
    '512m',
    'service:a',
  ),
  fc.constantFrom('./x:/y', 'v:/d', '/dev/a:/dev/b', 'h:1.1.1.1', 'default', 'a && b', '$A', '${A:-b}'),
);
const KEYS = [
  'annotations build cap_add command configs depends_on deploy devices dns dns_opt entrypoint env_file environment',
  'expose extends extra_hosts gpus healthcheck image label_file labels logging models networks ports profiles provider',
  'secrets sysctls tmpfs ulimits volumes volumes_from context args ssh additional_contexts target source published',
  'path condition required restart soft hard test interval type options driver limits resources memory cpus',
];
const key = fc.constantFrom(...KEYS.join(' ').split(' '));

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(name, key), tie('any'), { maxKeys: 3 }),
  ),
})).any;

/** A service: known keys with any values. */
export const service = fc.dictionary(key, value, { maxKeys: 6 });

/** A Compose file as data. */
export const composeFile = fc.record({
  services: fc.dictionary(fc.constantFrom('a', 'b', 'web'), service, { minKeys: 1, maxKeys: 2 }),
});
