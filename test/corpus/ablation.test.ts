import { join } from 'node:path';
import { ablate, type Ablation } from './ablation.js';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { applications, sampled } from './corpus-case.js';
import { loadCase, loadFrom } from './load-case.js';
import { mapProject } from './map-project.js';

/** Spent when the project was loaded: the keys that they filled tell instead. */
const spentByLoading = ['env_file', 'label_file', 'profiles'];

describe('every key with a value that is not its default', () => {
  let ablations: readonly Ablation[] = [];
  beforeAll(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const { value } = loadFrom(join(__dirname, 'every-key'), { args: [], env: {} });
    ablations = value === undefined ? [] : ablate(value);
  }, 120_000);

  const where = (wanted: (ablation: Ablation) => boolean) => ablations.filter(wanted).map(({ key }) => key);

  test('the project is deployable and most keys of the specification are in it', () => {
    expect(ablations.length).toBeGreaterThan(149);
  });

  test('deleting an honoured key changes the template or the bake file', () => {
    expect(
      where(
        ({ key, level, tells }) =>
          level !== 'ignored' && !tells && !spentByLoading.includes(key.split('.').at(-1) ?? ''),
      ),
    ).toEqual([]);
  });

  test('deleting an ignored key changes nothing', () => {
    expect(where(({ level, tells }) => level === 'ignored' && tells)).toEqual([]);
  });
});

/** Every key of a project is one or two more syntheses of it. */
const SAMPLE = 60;
const MOST_SERVICES = 6;
const PROJECTS = 8;

describeWith(sharedMaterial('corpus'), 'no corpus of projects', 'keys of real applications', (corpus) => {
  let ablations: readonly (Ablation & { readonly value: unknown })[] = [];
  beforeAll(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    ablations = sampled(applications(corpus), SAMPLE)
      .flatMap((each) => loadCase(corpus, each).value ?? [])
      .filter(({ project }) => Object.keys(project.services).length <= MOST_SERVICES)
      .filter((loaded) => mapProject(loaded).templates !== undefined)
      .slice(0, PROJECTS)
      .flatMap((loaded) =>
        ablate(loaded).map((one) => ({ ...one, value: valueAt(loaded.project, one.key) })),
      );
  }, 300_000);

  test('there are many', () => {
    expect(ablations.length).toBeGreaterThan(80);
    expect(new Set(ablations.map(({ key }) => key.split('.').at(-1))).size).toBeGreaterThan(20);
  });

  test('an honoured key tells', () => {
    const silent = ablations.filter(
      ({ key, level, tells, value }) =>
        level !== 'ignored' &&
        !tells &&
        !spentByLoading.includes(key.split('.').at(-1) ?? '') &&
        !saysNothing(key, value),
    );
    expect(silent).toEqual([]);
  });

  test('an ignored key does not', () => {
    expect(ablations.filter(({ level, tells }) => level === 'ignored' && tells)).toEqual([]);
  });
});

function valueAt(project: object, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (value, step) => (value as Readonly<Record<string, unknown>> | undefined)?.[step],
      project,
    );
}

/** What Docker leaves out itself: variables that are set nowhere, and storage that is the container's anyway. */
function saysNothing(key: string, value: unknown): boolean {
  const parts = Object.values(value ?? {}) as readonly (null | {
    readonly type?: string;
    readonly source?: string;
  })[];
  if (key.endsWith('.environment')) return parts.every((variable) => variable === null);
  return (
    key.endsWith('.volumes') && parts.every((mount) => mount?.type === 'volume' && mount.source === undefined)
  );
}
