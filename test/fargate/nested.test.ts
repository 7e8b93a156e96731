/** What is found in one template is found where its service stands in a nested stack, and nothing else. */
import { change, type Changes } from './change.js';
import { checkDeployment, formatFinding } from './check-deployment.js';
import { deploymentOf } from './deployment.js';
import { nest } from './nest.js';
import { cases } from './rule-cases.js';
import { sampleTemplate } from './sample-template.js';

const own = ['Task', 'TaskRole', 'ExecutionRole', 'ExecutionPolicy', 'Service'];
const rulesOf = (templates: Parameters<typeof checkDeployment>[0]) =>
  [...new Set(checkDeployment(templates).map(({ rule }) => rule))].toSorted();

test('a sound service is sound in a nested stack', () => {
  expect(checkDeployment(nest(sampleTemplate, own)).map(formatFinding)).toEqual([]);
});

// Template sizes differ; and who starts the task from outside waits for all of the nested stack, which heals some faults.
const inBoth = cases.filter(
  ({ rule, bad }) => !['template-size', 'template-counts'].includes(rule) && !('Job' in bad),
);

test.each(inBoth.map(({ rule, bad }): [string, Changes] => [`${rule}: ${Object.keys(bad).join(', ')}`, bad]))(
  '%s',
  (_, bad) => {
    const template = change(sampleTemplate, bad);
    expect(rulesOf(nest(template, own))).toEqual(rulesOf({ Shop: template }));
  },
);

test('a resource of a nested stack begins after what the nested stack waits for', () => {
  const template = {
    Resources: {
      First: { Type: 'AWS::SNS::Topic' },
      Second: { Type: 'AWS::SNS::Topic', DependsOn: 'First' },
      Third: { Type: 'AWS::SNS::Topic', DependsOn: ['Second'] },
      Fourth: { Type: 'AWS::SNS::Topic' },
    },
  };
  const { resources, before } = deploymentOf(nest(template, ['Second', 'Fourth']));
  const waitsFor = (id: string) =>
    resources
      .filter((each) => each.id === id)
      .flatMap((each) => [...before(each)].map((other) => other.id))
      .toSorted();
  expect(waitsFor('Web_Second')).toEqual(['First']);
  // As a whole: the resource that nobody waits for, too.
  expect(waitsFor('Third')).toEqual(['First', 'Web_Fourth', 'Web_Second']);
});

test.each([
  ['512', '512', []],
  ['300', '512', ['task-size']],
  ['512', '300', ['task-size']],
])('a value under a condition, %s or else %s', (then, otherwise, found) => {
  const conditional: Changes = {
    '/Conditions': { Large: { 'Fn::Equals': ['a', 'b'] } },
    'Task.Cpu': { 'Fn::If': ['Large', then, otherwise] },
  };
  expect(rulesOf({ Shop: change(sampleTemplate, conditional) })).toEqual(found);
});
