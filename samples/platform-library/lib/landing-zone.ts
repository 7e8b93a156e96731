import type { VpcAttributes } from 'aws-cdk-lib/aws-ec2';

/** What the landing zone team made in each stage's account. */
export interface LandingZone {
  readonly account: string;
  readonly region: string;
  readonly vpc: VpcAttributes;
  readonly certificateArn: string;
}

/** The stages that an application goes through. */
export type Stage = 'staging' | 'production';

export const landingZones: Readonly<Record<Stage, LandingZone>> = {
  staging: {
    account: '111111111111',
    region: 'eu-central-1',
    vpc: {
      vpcId: 'vpc-0a1b2c3d4e5f60001',
      vpcCidrBlock: '10.1.0.0/16',
      availabilityZones: ['eu-central-1a', 'eu-central-1b'],
      publicSubnetIds: ['subnet-0a1b2c3d4e5f60001', 'subnet-0a1b2c3d4e5f60002'],
      privateSubnetIds: ['subnet-0a1b2c3d4e5f60003', 'subnet-0a1b2c3d4e5f60004'],
    },
    certificateArn: 'arn:aws:acm:eu-central-1:111111111111:certificate/11111111-1111-4111-8111-111111111111',
  },
  production: {
    account: '222222222222',
    region: 'eu-central-1',
    vpc: {
      vpcId: 'vpc-0a1b2c3d4e5f60002',
      vpcCidrBlock: '10.2.0.0/16',
      availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
      publicSubnetIds: ['subnet-0a1b2c3d4e5f60011', 'subnet-0a1b2c3d4e5f60012', 'subnet-0a1b2c3d4e5f60013'],
      privateSubnetIds: ['subnet-0a1b2c3d4e5f60014', 'subnet-0a1b2c3d4e5f60015', 'subnet-0a1b2c3d4e5f60016'],
    },
    certificateArn: 'arn:aws:acm:eu-central-1:222222222222:certificate/22222222-2222-4222-8222-222222222222',
  },
};
