import { loadCompose } from './compose.js';

/** What one key of the Compose Specification does with values, written in YAML. */
interface KeyCases {
  /** A value and what it is read as; undefined for what says nothing. */
  readonly reads: readonly (readonly [yaml: string, value: unknown])[];
  /** The value of a file, that of a file over it, and what the two make. */
  readonly merges: readonly (readonly [base: string, over: string, value: unknown])[];
  /** A value, the code of the one error that it makes, and the text that the error points at. */
  readonly refuses: readonly (readonly [yaml: string, code: string, at: string])[];
}

const SECTIONS: Readonly<Record<string, string>> = {
  services: 'db: {image: db}',
  networks: 'n: {}',
  volumes: 'data: {}',
  secrets: 's: {file: ./s}',
  configs: 'c: {file: ./c}',
  models: 'm: {model: ai/m}',
};

// What an entry of a section needs, and the keys that stand for it.
const BESIDE: Readonly<Record<string, readonly [text: string, unless: string]>> = {
  services: ['image: nginx', 'image provider'],
  secrets: ['file: ./f', 'file environment'],
  configs: ['file: ./f', 'file environment content'],
  models: ['model: ai/x', 'model'],
};

/**
 * Tests a key alone in a project: `path` is where it stands, such as `services.web.cap_add`. Beside it there are a service
 * `db`, a network `n`, a volume `data`, a secret `s`, a config `c` and a model `m`.
 */
export function keyCases(path: string, { reads, merges, refuses }: KeyCases): void {
  const keys = path.split('.');
  const load = (...yaml: readonly string[]) =>
    loadCompose(
      Object.fromEntries(
        yaml.map((text, i) => [`${i}.yaml`, i === 0 ? whole(keys, text) : layer(keys, text)]),
      ),
      { switches: { allResources: true } },
    );
  const read = (...yaml: readonly string[]): unknown =>
    keys.reduce<unknown>((value, key) => Object(value)[key] as unknown, load(...yaml).project);

  for (const [yaml, value] of reads) {
    test(`${yaml} is read`, () => expect(read(yaml)).toEqual(value));
  }
  for (const [base, over, value] of merges) {
    test(`${base} under ${over}`, () => expect(read(base, over)).toEqual(value));
  }
  for (const [yaml, code, at] of refuses) {
    test(`${yaml} is refused at its place`, () => {
      const { codes, diagnostics } = load(yaml);
      const span = diagnostics[0]?.at;
      const text = whole(keys, yaml).slice(span?.start, span?.end);
      expect({ codes, at: text }).toEqual({ codes: [code], at });
    });
  }
}

/** A project with the key in it. */
function whole(keys: readonly string[], yaml: string): string {
  const [section = ''] = keys;
  return Object.entries(SECTIONS)
    .map(([name, text]) =>
      name === section ? `${name}:\n  ${text}\n${layer(keys, yaml, true)}` : `${name}: {${text}}\n`,
    )
    .join('');
}

/** The key alone, or with what must stand beside it. */
function layer(
  [section = '', name = '', ...keys]: readonly string[],
  yaml: string,
  completes = false,
): string {
  const [beside = '', unless = ''] = (completes && BESIDE[section]) || [];
  const first = beside === '' || unless.split(' ').includes(keys[0] ?? '') ? '' : `    ${beside}\n`;
  const inner = keys.map((key, depth) => `${'  '.repeat(depth + 2)}${key}:`).join('\n');
  return `${completes ? '' : `${section}:\n`}  ${name}:\n${first}${inner} ${yaml}\n`;
}
