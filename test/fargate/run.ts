/** Everything that starts tasks: services, the custom resources of jobs, schedules. */
import type { Deployment, Resource } from './deployment.js';
import { get, list, type Json } from './json.js';
import type { Objection, Rule } from './rule.js';

export interface Run {
  readonly resource: Resource;
  /** The path of the network's properties; empty for a job's custom resource, which states them itself. */
  readonly at: string;
  readonly subnets: readonly Json[];
  readonly securityGroups: readonly Json[];
  readonly assignPublicIp: boolean;
  /** Undefined where the task definition stands outside the templates. */
  readonly task: Resource | undefined;
}

/** A rule about each of them. */
export function runRule(
  naming: { readonly id: string; readonly page: string },
  check: (run: Run, deployment: Deployment) => Iterable<Objection>,
): Rule {
  return {
    ...naming,
    *check(deployment) {
      for (const run of runsOf(deployment))
        for (const [path, sentence] of check(run, deployment))
          yield { resource: run.resource, path, sentence };
    },
  };
}

export function runsOf(deployment: Deployment): readonly Run[] {
  return deployment.resources.flatMap((resource) => {
    const { type, properties } = resource;
    const run = (at: string, task: Json | undefined): readonly Run[] => {
      const network = at === '' ? properties : get(properties, ...at.split('.'));
      return [
        {
          resource,
          at,
          subnets: list(get(network, 'Subnets')),
          securityGroups: list(get(network, 'SecurityGroups')),
          assignPublicIp: get(network, 'AssignPublicIp') === 'ENABLED',
          task: deployment.named(task, resource),
        },
      ];
    };
    if (type === 'AWS::ECS::Service')
      return run('NetworkConfiguration.AwsvpcConfiguration', get(properties, 'TaskDefinition'));
    const scheduled = get(properties, 'Target', 'EcsParameters');
    if (type === 'AWS::Scheduler::Schedule' && scheduled !== undefined)
      return run(
        'Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration',
        get(scheduled, 'TaskDefinitionArn'),
      );
    const isJob =
      /^(Custom::|AWS::CloudFormation::CustomResource$)/.test(type) &&
      get(properties, 'Subnets') !== undefined;
    return isJob ? run('', get(properties, 'TaskDefinition')) : [];
  });
}

/** Where its tasks are, for questions about security groups. */
export function endpointOf({ resource, securityGroups }: Run): {
  readonly groups: readonly Json[];
  readonly of: Resource;
} {
  return { groups: securityGroups, of: resource };
}
