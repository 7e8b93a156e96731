import { type ISecurityGroup, Port } from 'aws-cdk-lib/aws-ec2';
import type { ServicePlan } from '../model/deployment-plan.js';
import type { ComposeTask } from './compose-task.js';
import type { NetworkGroups } from './networks.js';

/**
 * Rules in the place of groups: a task that has no room for a network's group reaches its members, and they it, on every
 * port all the same. Those that visit one network reach each other, too.
 */
export function connectVisitors(
  plans: readonly ServicePlan[],
  tasks: ReadonlyMap<string, ComposeTask>,
  networks: NetworkGroups,
): void {
  for (const [name, group] of networks) {
    const visitors = plans
      .filter(({ visits }) => visits.some(({ value }) => value === name))
      .flatMap((plan): readonly ISecurityGroup[] => {
        const task = tasks.get(plan.name);
        return task === undefined ? [] : [task.securityGroup];
      });
    visitors.forEach((visitor, index) => {
      for (const other of [group, ...visitors.slice(0, index)]) {
        allow(visitor, other, name);
        allow(other, visitor, name);
      }
    });
  }
}

function allow(from: ISecurityGroup, to: ISecurityGroup, network: string): void {
  to.addIngressRule(from, Port.allTraffic(), `network ${network}`);
  // A group that lets everything out takes no rules of its own.
  if (!from.allowAllOutbound) from.addEgressRule(to, Port.allTraffic(), `network ${network}`);
}
