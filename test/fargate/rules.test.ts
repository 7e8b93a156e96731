import { checkDeployment, formatFinding, rules } from './check-deployment.js';
import { change, type Changes } from './change.js';
import { sampleTemplate } from './sample-template.js';
import { cases, type RuleCase } from './rule-cases.js';

const findings = (changes: Changes) => checkDeployment({ Shop: change(sampleTemplate, changes) });

const named = cases.map((each): [string, RuleCase] => [
  `${each.rule}: ${Object.keys(each.bad).join(', ')}`,
  each,
]);

describe.each(named)('%s', (_, { rule, also = [], bad, good }) => {
  test('is found, and nothing else', () => {
    const found = [...new Set(findings(bad).map((finding) => finding.rule))];
    expect(found.toSorted()).toEqual([rule, ...also].toSorted());
  });

  if (good)
    test('its legal twin passes', () => {
      expect(findings(good).map(formatFinding)).toEqual([]);
    });
});

test('every rule has a case', () => {
  const tried = new Set(cases.map(({ rule }) => rule));
  expect(rules.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});
