import { resolveImages } from '../../lib/images/resolve-images.js';
import { checkDeployment, formatFinding } from '../fargate/check-deployment.js';
import { get, list, text, type Json } from '../fargate/json.js';
import { describeWith, sharedMaterial } from '../support/shared-folder.js';
import { applications, sampled } from './corpus-case.js';
import { loadCase } from './load-case.js';
import { mapProject } from './map-project.js';

describeWith(
  sharedMaterial('corpus'),
  'no corpus of real projects',
  'real applications that were never built',
  (corpus) => {
    beforeAll(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));

    const unlocked = sampled(applications(corpus), 60).flatMap((each) => {
      const { value: loaded } = loadCase(corpus, each);
      if (loaded === undefined) return [];
      const { templates, plan } = mapProject(loaded, resolveImages(loaded, { version: 1, images: {} }));
      return templates === undefined || plan?.missingImages.length === 0
        ? []
        : [[each.id, templates] as const];
    });

    test('some synthesize', () => {
      expect(unlocked.length).toBeGreaterThan(40);
    });

    test.each(unlocked)('%s: the template stops its deployment with the command to run', (_, templates) => {
      expect(checkDeployment(templates).map(formatFinding)).toEqual([]);
      const sentences = Object.values(templates).flatMap((template) =>
        Object.values(get(template, 'Rules') ?? {}).flatMap((rule: Json) =>
          list(get(rule, 'Assertions')).map((assertion) => text(get(assertion, 'AssertDescription')) ?? ''),
        ),
      );
      expect(sentences.join(' ')).toContain('cdk-compose build');
    });
  },
);
