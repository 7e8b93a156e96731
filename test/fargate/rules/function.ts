import { resourceRule, type Rule } from '../rule.js';
import { get, number, text } from '../json.js';

/** Runtimes in which AWS Lambda makes no new function. */
const retired =
  /^(nodejs(\d|1[0-8])(\.x)?|python(2\.7|3\.[6-8])|ruby2\.\d|go1\.x|dotnet(core\d.*|[56])|java8)$/;

export const functionRules: readonly Rule[] = [
  resourceRule(
    'AWS::Lambda::Function',
    { id: 'function', page: 'CreateFunction (AWS Lambda API Reference)' },
    function* ({ properties }) {
      const timeout = number(get(properties, 'Timeout')) ?? 3;
      if (timeout < 1 || timeout > 900) yield ['Timeout', `${timeout} s; 1 to 900 are allowed`];
      const memory = number(get(properties, 'MemorySize')) ?? 128;
      if (memory < 128 || memory > 10_240) yield ['MemorySize', `${memory} MB; 128 to 10240 are allowed`];
      const runtime = text(get(properties, 'Runtime')) ?? '';
      if (retired.test(runtime)) yield ['Runtime', `${runtime} is retired`];
      const variables = JSON.stringify(get(properties, 'Environment', 'Variables') ?? {});
      if (variables.length > 4096) yield ['Environment', 'more than 4 KB of environment variables'];
    },
  ),
  {
    id: 'custom-resource-timeout',
    page: 'AWS::CloudFormation::CustomResource (AWS CloudFormation)',
    *check({ resources }) {
      for (const resource of resources.filter(({ type }) =>
        /^(Custom::|AWS::CloudFormation::CustomResource$)/.test(type),
      )) {
        const timeout = number(get(resource.properties, 'ServiceTimeout')) ?? 3600;
        if (timeout < 1 || timeout > 3600)
          yield { resource, path: 'ServiceTimeout', sentence: `${timeout} s; 1 to 3600 are allowed` };
        if (get(resource.properties, 'ServiceToken') === undefined)
          yield { resource, path: 'ServiceToken', sentence: 'nothing says which function makes it' };
      }
    },
  },
];
