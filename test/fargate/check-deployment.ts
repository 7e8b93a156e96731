/**
 * Judges finished CloudFormation templates, whoever made them: what Amazon ECS on Fargate, Elastic Load Balancing,
 * EFS, Cloud Map and IAM refuse at deployment, though constructs and template validators let it pass.
 */
import { deploymentOf } from './deployment.js';
import type { Json } from './json.js';
import type { Rule } from './rule.js';
import { cloudFormationRules } from './rules/cloudformation.js';
import { containerRules } from './rules/container.js';
import { discoveryRules } from './rules/discovery.js';
import { efsRules } from './rules/efs.js';
import { fargateRefusals } from './rules/fargate-refusals.js';
import { functionRules } from './rules/function.js';
import { iamRules } from './rules/iam.js';
import { loadBalancerRules } from './rules/load-balancer.js';
import { loggingRules } from './rules/logging.js';
import { networkRules } from './rules/network.js';
import { permissionRules } from './rules/permissions.js';
import { scheduleRules } from './rules/schedule.js';
import { securityGroupRules } from './rules/security-group.js';
import { serviceConnectRules } from './rules/service-connect.js';
import { serviceRules } from './rules/service.js';
import { targetGroupRules } from './rules/target-group.js';
import { taskDefinitionRules } from './rules/task-definition.js';
import { worldsOf } from './worlds.js';

export interface Finding {
  readonly rule: string;
  readonly stack: string;
  /** The logical id; empty for the template as a whole. */
  readonly resource: string;
  readonly type: string;
  /** Below `Properties`, dotted. */
  readonly path: string;
  readonly sentence: string;
  readonly page: string;
}

export const rules: readonly Rule[] = [
  ...taskDefinitionRules,
  ...containerRules,
  ...fargateRefusals,
  ...loggingRules,
  ...permissionRules,
  ...serviceRules,
  ...serviceConnectRules,
  ...loadBalancerRules,
  ...targetGroupRules,
  ...discoveryRules,
  ...efsRules,
  ...securityGroupRules,
  ...networkRules,
  ...iamRules,
  ...functionRules,
  ...scheduleRules,
  ...cloudFormationRules,
];

/** Every finding about the templates of one cloud assembly, by stack name; of a nested stack `Shop/Web`. */
export function checkDeployment(templates: Readonly<Record<string, Json>>): readonly Finding[] {
  const findings = worldsOf(templates).flatMap(checkWorld);
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

function checkWorld(templates: Readonly<Record<string, Json>>): readonly Finding[] {
  const deployment = deploymentOf(templates);
  return rules.flatMap(({ id, page, check }) =>
    [...check(deployment)].map(({ resource, path, sentence }) => ({
      rule: id,
      stack: resource.stack,
      resource: resource.id,
      type: resource.type,
      path,
      sentence,
      page,
    })),
  );
}

/** One line for people: `Web (AWS::ECS::Service) LoadBalancers.0: …`. */
export function formatFinding({ rule, resource, type, path, sentence, page }: Finding): string {
  const place = [resource && `${resource} (${type})`, path].filter(Boolean).join(' ');
  return `${rule}: ${place}: ${sentence} [${page}]`;
}
