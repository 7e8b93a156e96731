/** Findings about what services stand on: networks and clusters of others, and the bindings that describe them. */
import { row } from '../row.js';

export const platform = {
  'binding-missing': row<{ what: string; binding: string; command: string; file: string }>({
    severity: 'warning',
    summary:
      'A fact about something that exists already is not in the bindings; a deployment is refused until it is.',
    message: ({ what }) => `nothing says what the ${what} is`,
    fix: ({ binding, command, file }) => `put ${binding} into ${file}; it is told by ${command}`,
  }),
  'binding-of-another': row<{ what: string; asked: string; bound: string; file: string }>({
    severity: 'error',
    summary: 'The bindings describe another resource than the one that the Compose file names.',
    message: ({ what, asked, bound, file }) =>
      `the Compose file names ${what} '${asked}', but ${file} describes '${bound}'`,
    fix: ({ file }) => `write the facts of the named one into ${file}, or name the other`,
  }),
  'vpc-broken': row<{ problem: string; file: string }>({
    severity: 'error',
    summary: 'The VPC of the bindings cannot hold the deployment.',
    message: ({ problem }) => `the VPC of the bindings ${problem}`,
    fix: ({ file }) => `name in vpc of ${file} what the deployment needs: aws ec2 describe-subnets tells it`,
  }),
  'external-network-not-bound': row<{ name: string; binding: string; file: string }>({
    severity: 'warning',
    summary: 'An external network names no security group; a deployment is refused until it does.',
    message: ({ name }) => `nothing says which security group the external network '${name}' is`,
    fix: ({ binding, file }) => `set its name to a security group (sg-…), or put ${binding} into ${file}`,
  }),
  'networks-of-task': row<{
    service: string;
    others: readonly string[];
    joined: readonly string[];
    getsOut: boolean;
  }>({
    severity: 'warning',
    summary: 'A service has the networks, or the way out, of those that it shares a task with.',
    message: ({ service, others, joined, getsOut }) =>
      `service '${service}' shares a task, and its networks, with ${others.map((name) => `'${name}'`).join(', ')}: it ${[
        ...(joined.length === 0
          ? []
          : [`joins network${joined.length === 1 ? '' : 's'} ${joined.join(', ')}`]),
        ...(getsOut ? ['has a way out to the internet'] : []),
      ].join(' and ')}`,
    fix: () =>
      'to keep them apart, let both mount a named volume instead of volumes_from, and remove pid and ipc: service:…',
  }),
  'too-many-networks': row<{ service: string; count: number; most: number }>({
    severity: 'error',
    summary: 'A service joins more networks of others than a task takes security groups.',
    message: ({ service, count, most }) =>
      `service '${service}' joins ${count} networks that exist already; a task takes five security groups, so at most ${most} of others`,
    fix: () => 'join fewer networks of others',
  }),
  'endpoints-needed': row<{ service: string; endpoints: readonly string[] }>({
    severity: 'warning',
    summary: 'A task without a way out runs in a VPC of others, which needs endpoints.',
    message: ({ service, endpoints }) =>
      `service '${service}' has no way out; the VPC needs the endpoints ${endpoints.join(', ')}, open to its tasks`,
    fix: () =>
      'check aws ec2 describe-vpc-endpoints; interface endpoints need private DNS and a security group that lets the address range of the VPC in on port 443',
  }),
  'credentials-not-needed': row<{ service: string }>({
    severity: 'info',
    summary: 'Pull credentials of an image that comes from a repository of the deployment.',
    message: ({ service }) =>
      `the image of service '${service}' is in ECR, where the roles of the task are enough`,
    fix: () => 'remove x-aws-pull_credentials, to be silent',
  }),
};
