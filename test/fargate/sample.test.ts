import { checkDeployment, formatFinding } from './check-deployment.js';
import { sampleTemplate } from './sample-template.js';

test('a deployment that AWS takes has no finding', () => {
  expect(checkDeployment({ Shop: sampleTemplate }).map(formatFinding)).toEqual([]);
});
