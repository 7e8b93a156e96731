import { CnameInstance, DnsRecordType, PrivateDnsNamespace, Service } from 'aws-cdk-lib/aws-servicediscovery';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { DeploymentPlan } from '../model/deployment-plan.js';
import type { Platform } from './platform.js';

/** How long a resolver may keep an answer: a replaced task is out of use after this and its deregistration. */
export const dnsTimeToLive = Duration.seconds(10);

/**
 * Network aliases, container names and link aliases as Cloud Map services that point at a service's own name, those
 * with dots in zones of their own. A name that several services share resolves to each of them in turn, as in Compose.
 */
export function makeAliases(scope: Construct, plan: DeploymentPlan, { namespace, vpc }: Platform): void {
  const parent = new Construct(scope, 'Aliases');
  const zones = new Map(
    plan.nameDomains.map(({ domain, names }) => {
      const zone = new PrivateDnsNamespace(parent, `Zone-${domain}`, { name: domain, vpc });
      return [domain, { zone, names }];
    }),
  );
  const targets = new Map<string, Set<string>>();
  for (const { names } of plan.services)
    for (const { value } of names.slice(1))
      targets.set(value, (targets.get(value) ?? new Set()).add(names[0]?.value ?? ''));
  for (const [alias, services] of targets) {
    const [domain, { zone } = { zone: namespace }] =
      [...zones].find(([, { names }]) => names.includes(alias)) ?? [];
    const service = new Service(parent, alias, {
      namespace: zone,
      name: domain === undefined ? alias : alias.slice(0, -domain.length - 1),
      dnsRecordType: DnsRecordType.CNAME,
      dnsTtl: dnsTimeToLive,
    });
    for (const target of services)
      new CnameInstance(service, target, { service, instanceCname: `${target}.${plan.namespace.domain}` });
  }
}
