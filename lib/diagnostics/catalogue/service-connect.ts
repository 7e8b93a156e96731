/** Findings about ECS Service Connect. */
import { row } from '../row.js';

export const serviceConnect = {
  'service-connect-without-udp': row<{ service: string; port: number }>({
    severity: 'error',
    summary: 'Service Connect is asked for where UDP is spoken, which it does not carry.',
    message: ({ service, port }) =>
      `service '${service}' listens on UDP port ${port}: Service Connect carries no UDP, and takes its names from DNS`,
    fix: () => 'remove x-aws-service_connect; or, if nobody uses that port, let it state the ports that are',
  }),
  'service-connect-without-ports': row<{ service: string }>({
    severity: 'error',
    summary: 'Service Connect is asked for where no port is known.',
    message: ({ service }) =>
      `nothing says on which ports others reach service '${service}', and Service Connect forwards no others`,
    fix: () => 'state them in expose, or in x-aws-service_connect: { ports: […] }',
  }),
  'service-connect-too-many-ports': row<{ service: string; most: number }>({
    severity: 'error',
    summary: 'Service Connect is asked for on more ports than a container of ECS maps.',
    message: ({ service, most }) =>
      `others are to reach service '${service}' on more than the ${most} ports that an ECS container maps`,
    fix: () => 'state those that are used: x-aws-service_connect: { ports: […] }',
  }),
  'service-connect-known-ports': row<{ service: string; ports: readonly number[] }>({
    severity: 'info',
    summary: 'Through Service Connect a service is reached on its known ports alone.',
    message: ({ service, ports }) =>
      `others reach service '${service}' at its names on ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')} alone`,
    fix: () => 'state further ports in expose, or all of them in x-aws-service_connect: { ports: […] }',
  }),
  'service-connect-without-clients': row<{ service: string }>({
    severity: 'warning',
    summary: 'Service Connect is asked for, and no service can use it.',
    message: ({ service }) =>
      `no service that shares a network with '${service}' starts after it, so all reach it by DNS, as they would anyway`,
    fix: () => 'remove x-aws-service_connect, or let the services that use it say depends_on',
  }),
};
