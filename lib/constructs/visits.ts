import { Port, type IConnectable } from 'aws-cdk-lib/aws-ec2';
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
      .flatMap((plan): readonly IConnectable[] => {
        const task = tasks.get(plan.name);
        return task === undefined ? [] : [task.securityGroup];
      });
    visitors.forEach((visitor, index) => {
      for (const other of [group, ...visitors.slice(0, index)]) {
        visitor.connections.allowFrom(other, Port.allTraffic(), `network ${name}`);
        visitor.connections.allowTo(other, Port.allTraffic(), `network ${name}`);
      }
    });
  }
}
