import { CfnVPC, type IVpc } from 'aws-cdk-lib/aws-ec2';

/** The addresses of a VPC: as they are written where it is made, so that people and checks can read its rules. */
export function addressRange(vpc: IVpc): string {
  const { defaultChild } = vpc.node;
  return (defaultChild instanceof CfnVPC ? defaultChild.cidrBlock : undefined) ?? vpc.vpcCidrBlock;
}
