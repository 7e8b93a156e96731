import type { Bindings } from '../../lib/model/bindings.js';

/** A VPC of others with two zones, as the bindings describe it. */
export const existingVpc = {
  id: 'vpc-01234567',
  cidr: '10.0.0.0/16',
  availabilityZones: ['eu-central-1a', 'eu-central-1b'],
  publicSubnets: ['subnet-0aaaaaaa', 'subnet-0bbbbbbb'],
  privateSubnets: ['subnet-0ccccccc', 'subnet-0ddddddd'],
} as const satisfies Bindings['vpc'];

/** The load balancer `front` of others in it; its listeners are the test's. */
export const existingLoadBalancer = {
  arn: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/front/0123',
  securityGroups: ['sg-0123'],
} as const satisfies Omit<NonNullable<Bindings['loadBalancer']>, 'listeners'>;
