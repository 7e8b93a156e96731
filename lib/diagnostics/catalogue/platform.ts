/** What services stand on: networks and clusters of others, roles, autoscaling. */
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
  'names-need-search-domain': row<{ domain: string }>({
    severity: 'warning',
    summary:
      'In a VPC of others bare service names do not resolve by themselves, and there is no init image that mends it.',
    message: ({ domain }) =>
      `services find each other as '<name>.${domain}'; bare names do not resolve in this VPC`,
    fix: ({ domain }) =>
      `take images from readProject: tasks then add ${domain} to their search list; or use the long names; or give the VPC a DHCP option set with that domain-name, and say so by searchDomain`,
  }),
  'endpoints-needed': row<{ service: string; endpoints: readonly string[] }>({
    severity: 'warning',
    summary: 'A task without a way out runs in a VPC of others, which needs endpoints.',
    message: ({ service, endpoints }) =>
      `service '${service}' has no way out; the VPC needs the endpoints ${endpoints.join(', ')}, open to its tasks`,
    fix: () =>
      'check aws ec2 describe-vpc-endpoints; interface endpoints need private DNS and a security group that lets the address range of the VPC in on port 443',
  }),
  'overlay-has-native-key': row<{ resource: string; type: string; instead: string }>({
    severity: 'error',
    summary: 'An overlay over the CloudFormation template changes a resource.',
    message: ({ resource, type }) =>
      `x-aws-cloudformation changes ${resource}${type === '' ? '' : ` (${type})`}, which this template does not have`,
    fix: ({ instead }) => instead,
  }),
  'scaling-without-target': row<{ service: string }>({
    severity: 'error',
    summary: 'Autoscaling without anything that decides the number of tasks.',
    message: ({ service }) =>
      `x-aws-autoscaling of service '${service}' does not say what decides the number of tasks`,
    fix: () => 'state cpu or memory in percent, or requests per task and minute',
  }),
  'scaling-range-empty': row<{ service: string; min: number; max: number }>({
    severity: 'error',
    summary: 'Autoscaling with a minimum above its maximum.',
    message: ({ service, min, max }) =>
      `service '${service}' asks for at least ${min} tasks and at most ${max}`,
    fix: () => 'state a max that is not below min',
  }),
  'scaling-without-http-port': row<{ service: string }>({
    severity: 'error',
    summary: 'Autoscaling by requests of a service that no application load balancer publishes.',
    message: ({ service }) =>
      `service '${service}' scales by requests, but no application load balancer counts any for it`,
    fix: () => 'publish an HTTP port, or scale by cpu or memory',
  }),
  'scaling-of-one-writer': row<{ service: string }>({
    severity: 'warning',
    summary: 'Autoscaling starts several tasks that write the same volume.',
    message: ({ service }) => `autoscaling lets several tasks of service '${service}' write its volume`,
    fix: () => 'remove x-aws-autoscaling, unless the application is made for several writers',
  }),
  'credentials-not-needed': row<{ service: string }>({
    severity: 'info',
    summary: 'Pull credentials of an image that comes from a repository of the deployment.',
    message: ({ service }) =>
      `the image of service '${service}' is in ECR, where the roles of the task are enough`,
    fix: () => 'remove x-aws-pull_credentials, to be silent',
  }),
  'exec-needs-writable-root': row<{ service: string }>({
    severity: 'warning',
    summary: 'ECS Exec into a container whose root file system is read-only.',
    message: ({ service }) =>
      `x-aws-exec opens no shell in service '${service}': its root file system is read-only`,
    fix: () => 'remove read_only, or x-aws-exec',
  }),
};
