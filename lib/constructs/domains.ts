import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ListenerCertificate, type ILoadBalancerV2 } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ARecord, HostedZone, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { CertificatePlan, DomainPlan, ListenerPlan, ZonePlan } from '../model/deployment-plan.js';

/** By the name of the plan: the certificates that are made. */
export type Certificates = ReadonlyMap<string, ICertificate>;

/** Certificates of AWS Certificate Manager, proven by records in the hosted zone of their domain. */
export function makeCertificates(scope: Construct, plans: readonly CertificatePlan[]): Certificates {
  const parent = new Construct(scope, 'Certificates');
  return new Map(
    plans.map(({ name, domains: [domainName = name, ...others], zone }) => [
      name,
      new Certificate(parent, name, {
        domainName,
        ...(others.length === 0 ? {} : { subjectAlternativeNames: others }),
        validation: CertificateValidation.fromDns(zoneOf(scope, zone)),
      }),
    ]),
  );
}

/** The certificates of a listener, the default one first. */
export function listenerCertificates(
  { certificates }: ListenerPlan,
  made: Certificates,
): ListenerCertificate[] {
  return certificates.map(({ value }) => {
    if (value.kind === 'existing') return ListenerCertificate.fromArn(value.arn);
    const certificate = made.get(value.certificate);
    if (certificate === undefined) throw new Error(`the plan makes no certificate '${value.certificate}'`);
    return ListenerCertificate.fromCertificateManager(certificate);
  });
}

/** The records that make domains names of load balancers. */
export function makeRecords(
  scope: Construct,
  plans: readonly DomainPlan[],
  loadBalancers: ReadonlyMap<string, ILoadBalancerV2>,
): void {
  const parent = new Construct(scope, 'Domains');
  for (const { domain, loadBalancer: name, zone } of plans) {
    const loadBalancer = loadBalancers.get(name);
    if (loadBalancer === undefined) throw new Error(`the plan has no load balancer '${name}'`);
    new ARecord(parent, domain, {
      zone: zoneOf(scope, zone),
      recordName: domain,
      target: RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer)),
    });
  }
}

function zoneOf(scope: Construct, { id, name }: ZonePlan): IHostedZone {
  const parent = scope.node.tryFindChild('Zones') ?? new Construct(scope, 'Zones');
  const known = parent.node.tryFindChild(name) as (Construct & IHostedZone) | undefined;
  return known ?? HostedZone.fromHostedZoneAttributes(parent, name, { hostedZoneId: id, zoneName: name });
}
