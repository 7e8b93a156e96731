import { CnameInstance, DnsRecordType, Service } from 'aws-cdk-lib/aws-servicediscovery';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { DeploymentPlan } from '../model/deployment-plan.js';
import type { Platform } from './platform.js';

/** How long a resolver may keep an answer: a replaced task is out of use after this and its deregistration. */
export const dnsTimeToLive = Duration.seconds(10);

/**
 * Network aliases, container names and link aliases as Cloud Map services that point at a service's own name. A name
 * that several services share resolves to each of them in turn, as in Compose.
 */
export function makeAliases(scope: Construct, plan: DeploymentPlan, { namespace }: Platform): void {
  const parent = new Construct(scope, 'Aliases');
  const targets = new Map<string, Set<string>>();
  for (const { names } of plan.services)
    for (const { value } of names.slice(1))
      targets.set(value, (targets.get(value) ?? new Set()).add(names[0]?.value ?? ''));
  for (const [alias, services] of targets) {
    const service = new Service(parent, alias, {
      namespace,
      name: alias,
      dnsRecordType: DnsRecordType.CNAME,
      dnsTtl: dnsTimeToLive,
    });
    for (const target of services)
      new CnameInstance(service, target, { service, instanceCname: `${target}.${plan.namespace.domain}` });
  }
}
