/** Real applications with their services in nested stacks: as sound as flat, and what lasts stays where it is. */
import { formatFinding } from '../fargate/check-deployment.js';
import { get } from '../fargate/json.js';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { lastingResources, losses, type Resources } from '../upgrade/lasting-resources.js';
import { applications, sampled } from './corpus-case.js';
import type { Mapped } from './map-project.js';
import { mapCase } from './map-case.js';
import { outcomeOf } from './outcome.js';

/** Each of them is synthesized twice. */
const SAMPLE = 30;

describeWith(sharedMaterial('corpus'), 'no corpus of real projects', 'real applications', (corpus) => {
  beforeAll(() => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });

  test('in nested stacks are what AWS takes, and keep what lasts', () => {
    const outcomes = sampled(applications(corpus), SAMPLE).map((each) => ({
      flat: outcomeOf(each, () => mapCase(corpus, each, { layout: 'flat' })),
      nested: outcomeOf(each, () => mapCase(corpus, each, { layout: 'nested' })),
    }));
    const deployable = outcomes.filter(({ flat }) => flat.verdict === 'deployable');
    expect(deployable.length).toBeGreaterThan(10);
    for (const { flat, nested } of outcomes) {
      expect([nested.id, nested.verdict, nested.findings.map(formatFinding)]).toEqual([
        flat.id,
        flat.verdict,
        [],
      ]);
      expect([nested.id, losses(lastingOf(flat.mapped), lastingOf(nested.mapped))]).toEqual([nested.id, []]);
    }
  }, 120_000);

  test('that one stack does not hold become nested without a word', () => {
    const large = applications(corpus).filter(({ id }) =>
      id.startsWith('getsentry-self-hosted--allprofiles'),
    );
    expect(large).toHaveLength(1);
    for (const each of large) {
      const { verdict, mapped } = outcomeOf(each, () => mapCase(corpus, each));
      expect([verdict, mapped?.plan?.layout.value]).toEqual(['deployable', 'nested']);
      expect(Object.keys(mapped?.templates ?? {}).length).toBeGreaterThan(50);
      const refused = outcomeOf(each, () => mapCase(corpus, each, { layout: 'flat' }));
      expect(refused.errors.map(({ code }) => code)).toEqual(['too-many-resources']);
    }
  }, 60_000);
});

function lastingOf(mapped: Mapped | undefined): Resources {
  const [stack] = Object.values(mapped?.templates ?? {});
  return lastingResources((get(stack, 'Resources') ?? {}) as unknown as Resources);
}
