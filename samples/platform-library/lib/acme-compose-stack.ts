import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { PermissionsBoundary, Stack, Tags } from 'aws-cdk-lib/core';
import { ComposeApp, type ComposeAppProps } from 'cdk-compose';
import type { Construct } from 'constructs';
import { landingZones, type Stage } from './landing-zone.js';
import { healthcheckRequired, noLatestImage, noPublicDataStore } from './policies.js';

/** A Compose application at Acme: what the application decides, and nothing that the company has decided. */
export interface AcmeComposeStackProps extends Omit<
  ComposeAppProps,
  'vpc' | 'cluster' | 'certificate' | 'logGroup' | 'egress' | 'zones'
> {
  readonly stage: Stage;
  /** Who is called when it breaks. */
  readonly team: string;
}

/** A stack of one Compose application in Acme's landing zone. */
export class AcmeComposeStack extends Stack {
  public readonly application: ComposeApp;

  public constructor(scope: Construct, id: string, { stage, team, ...props }: AcmeComposeStackProps) {
    const { account, region, vpc, certificateArn } = landingZones[stage];
    // Every role, those of CDK's own functions too.
    super(scope, id, {
      env: { account, region },
      permissionsBoundary: PermissionsBoundary.fromName('acme-application-boundary'),
    });
    this.application = new ComposeApp(this, 'App', {
      ...props,
      vpc: Vpc.fromVpcAttributes(this, 'LandingZone', vpc),
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      plan: (plan) => {
        const { retention } = plan.logs;
        // What the Compose file states has a place in it.
        const stated = retention.cause.path[0] === 'x-aws-logs_retention';
        const kept = stage === 'production' ? RetentionDays.ONE_YEAR : RetentionDays.ONE_WEEK;
        const own = { ...plan, logs: { retention: stated ? retention : { ...retention, value: kept } } };
        return props.plan?.(own) ?? own;
      },
      policies: [noPublicDataStore, healthcheckRequired, noLatestImage, ...(props.policies ?? [])],
    });
    Tags.of(this).add('acme:team', team);
    Tags.of(this).add('acme:stage', stage);
  }
}
