/** What AWS would refuse at deployment, though CDK and the template validators let it pass. */
import { checkDeployment, formatFinding } from '../fargate/check-deployment.js';
import type { Json } from '../fargate/json.js';
import { deploymentPlan } from './fixtures/plan.js';
import { logsApp } from './fixtures/logs-app.js';
import { secretsApp } from './fixtures/secrets-app.js';
import { templateOf } from './fixtures/template.js';
import { votingApp } from './fixtures/voting-app.js';

test.each([
  ['the voting app', votingApp],
  ['one service', deploymentPlan()],
  ['an application with secrets', secretsApp],
  ['an application that sends its logs on', logsApp],
])('nothing is wrong with the template of %s', (_, plan) => {
  const stack = templateOf(plan).toJSON() as Json;
  expect(checkDeployment({ stack }).map(formatFinding)).toEqual([]);
});
