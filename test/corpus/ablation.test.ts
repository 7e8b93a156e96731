import { join } from 'node:path';
import { ablate, type Ablation } from './ablation.js';
import { loadFrom } from './load-case.js';

/** Spent when the project was loaded: the keys that they filled tell instead. */
const spentByLoading = ['env_file', 'label_file'];

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
