import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { formatFinding } from '../fargate/check-deployment.js';
import { applications } from './corpus-case.js';
import { mapCase } from './map-case.js';
import { outcomeOf, type Outcome } from './outcome.js';

/** How many of the applications that need no host become a template that AWS takes. Raise it, never lower it. */
const REACHED = 142;

describeWith(sharedMaterial('corpus'), 'no corpus of real projects', 'real applications', (corpus) => {
  let outcomes: readonly Outcome[] = [];
  beforeAll(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    outcomes = applications(corpus).map((each) => outcomeOf(each, () => mapCase(corpus, each)));
  }, 300_000);

  const idsOf = (...verdicts: readonly string[]) =>
    outcomes.filter(({ verdict }) => verdicts.includes(verdict)).map(({ id }) => id);

  test('none crashes and all load', () => {
    expect(idsOf('crash', 'not loaded')).toEqual([]);
  });

  test('no template holds what AWS refuses', () => {
    expect(
      outcomes.flatMap(({ id, findings }) => findings.map((each) => `${id}: ${formatFinding(each)}`)),
    ).toEqual([]);
  });

  test('the ones that need no host become templates without an edit', () => {
    const reached = outcomes.filter(
      ({ verdict, needsOfHost }) => verdict === 'deployable' && needsOfHost.length === 0,
    );
    expect(reached.length).toBeGreaterThanOrEqual(REACHED);
  });

  test('a refusal names its place and its remedy', () => {
    const lacking = outcomes.flatMap(({ id, errors }) =>
      errors
        .filter(({ at, fix }) => at === undefined || fix === undefined)
        .map(({ code, path }) => `${id}: ${code} ${path?.join('.')}`),
    );
    expect(lacking).toEqual([]);
  });
});
