/** Findings of the planner: what ECS on Fargate cannot do, does otherwise, or needs to know. */
import { row } from '../row.js';

export const mapping = {
  'key-rejected': row<{ key: string; because: string; instead?: string }>({
    severity: 'error',
    summary: 'A key that the deployment cannot honour and that the application depends on.',
    message: ({ key, because }) => `${key} cannot be deployed: ${because}`,
    fix: ({ instead }) => instead ?? 'remove the key, or reset it in an override file for this environment',
  }),
  'key-not-honoured': row<{ key: string; because: string; instead?: string }>({
    severity: 'warning',
    summary: 'A key that is ignored or honoured only in part, so that the application may notice.',
    message: ({ key, because }) => `${key}: ${because}`,
    fix: ({ instead }) => instead ?? 'remove the key, or accept the loss in x-aws-acknowledge',
  }),
  'extension-key-unknown': row<{ key: string; hint?: string }>({
    severity: 'error',
    summary: 'An x-aws- key that does not exist.',
    message: ({ key }) => `there is no extension key '${key}'`,
    fix: ({ hint }) =>
      hint ??
      'remove it, or name a fragment of your own otherwise: x-aws- is the family of the keys of this program',
  }),
  'extension-key-misplaced': row<{ key: string; places: readonly string[] }>({
    severity: 'error',
    summary: 'An x-aws- key in a place where it means nothing.',
    message: ({ key, places }) => `'${key}' means nothing here: its place is ${places.join(' or ')}`,
    fix: () => 'move it there',
  }),
  'extension-value-broken': row<{ key: string; problem: string; describes: string }>({
    severity: 'error',
    summary: 'An x-aws- key with a value that it does not take.',
    message: ({ key, problem }) => `'${key}' ${problem}`,
    fix: ({ describes }) => `${describes.charAt(0).toLowerCase()}${describes.slice(1)}`,
  }),
  'nothing-to-acknowledge': row<{ pattern: string }>({
    severity: 'warning',
    summary: 'An x-aws-acknowledge of a path where nothing is lost.',
    message: ({ pattern }) => `nothing is lost at '${pattern}', so there is nothing to acknowledge`,
    fix: () => 'remove it, or name the path as cdk-compose check prints it',
  }),
  'task-disk-too-large': row<{ service: string; asked: number; most: number }>({
    severity: 'error',
    summary: 'A task asks for more storage than Fargate gives.',
    message: ({ service, asked, most }) =>
      `the task of service '${service}' asks for ${asked} GB of storage; Fargate gives ${most} GB at most`,
    fix: () => 'put what is large on a named volume, or ask for less in storage_opt.size',
  }),
  'task-size-assumed': row<{ service: string; vcpu: number; memory: string }>({
    severity: 'warning',
    summary: 'A service states no CPU or memory, so the default task size is used.',
    message: ({ service, vcpu, memory }) =>
      `service '${service}' states no CPU or memory: it gets ${vcpu} vCPU and ${memory}`,
    fix: () => 'state deploy.resources.limits with cpus and memory',
  }),
  'task-size-too-large': row<{ service: string; vcpu: number; gigabytes: number }>({
    severity: 'error',
    summary: 'No Fargate task is as large as a service demands.',
    message: ({ service, vcpu, gigabytes }) =>
      `no Fargate task has the ${vcpu} vCPU and ${gigabytes} GB that service '${service}' demands`,
    fix: () => 'state at most 16 vCPU and 120 GB, or 32 vCPU and 244 GB',
  }),
  'platform-not-on-fargate': row<{ service: string; platform: string }>({
    severity: 'error',
    summary: 'A platform that Fargate tasks do not run on.',
    message: ({ service, platform }) =>
      `service '${service}' has platform ${platform}, which Fargate does not run`,
    fix: () => 'use linux/amd64 or linux/arm64',
  }),
  'service-without-image': row<{ service: string }>({
    severity: 'error',
    summary: 'A service that has neither an image nor a build section.',
    message: ({ service }) => `service '${service}' has no image to run`,
    fix: () => 'give it image or build',
  }),
  'service-seems-to-end': row<{ service: string }>({
    severity: 'warning',
    summary: 'A service seems to prepare something and end, but nothing makes it a job.',
    message: ({ service }) =>
      `service '${service}' seems to do its work and end; ECS would start it again and again, and its deployment would fail`,
    fix: () =>
      'let what needs it wait with condition: service_completed_successfully, or say x-aws-job: true: it then runs once per change; if it keeps running, x-aws-job: false',
  }),
  'no-healthcheck-to-wait-for': row<{ service: string; dependency: string }>({
    severity: 'error',
    summary: 'A service waits for the health of one that has no healthcheck.',
    message: ({ service, dependency }) =>
      `service '${service}' waits until '${dependency}' is healthy, but '${dependency}' has no healthcheck`,
    fix: ({ dependency }) => `give '${dependency}' a healthcheck, or wait for service_started`,
  }),
  'waits-for-schedule': row<{ service: string; dependency: string }>({
    severity: 'error',
    summary: 'A service waits for the end of one that the clock starts.',
    message: ({ service, dependency }) =>
      `service '${service}' waits until '${dependency}' is done, but a deployment does not run what x-aws-schedule starts`,
    fix: ({ dependency }) => `remove x-aws-schedule from '${dependency}', or the dependency`,
  }),
  'key-without-effect': row<{ key: string; because: string }>({
    severity: 'warning',
    summary: 'A key means nothing to a service that runs as this one does.',
    message: ({ key, because }) => `${key} has no effect: ${because}`,
    fix: () => 'remove the key, or accept the loss in x-aws-acknowledge',
  }),
  'too-many-tasks': row<{ service: string; count: number; most: number }>({
    severity: 'error',
    summary: 'A service asks for more tasks than names in DNS take.',
    message: ({ service, count, most }) =>
      `service '${service}' asks for ${count} tasks; AWS Cloud Map takes ${most} of one service`,
    fix: ({ most }) => `ask for ${most} at most, or split the service`,
  }),
  'capacity-without-share': row<{ service: string }>({
    severity: 'error',
    summary: 'x-aws-capacity gives no share to any kind of capacity.',
    message: ({ service }) =>
      `x-aws-capacity of service '${service}' gives neither on-demand nor spot a share, so no task could be placed`,
    fix: () =>
      'give one of them a weight of at least 1: { on-demand: 1 }, or { on-demand: 1, spot: 3, base: 1 }',
  }),
  'job-with-replicas': row<{ service: string; count: number }>({
    severity: 'error',
    summary: 'A job states more than one replica.',
    message: ({ service, count }) => `job '${service}' asks for ${count} tasks; a job is one task`,
    fix: () => 'remove the number of replicas',
  }),
  'job-timeout-out-of-range': row<{ service: string; timeout: string }>({
    severity: 'error',
    summary: 'A job states a timeout that a deployment cannot wait for.',
    message: ({ service, timeout }) =>
      `job '${service}' states the timeout ${timeout}; a deployment waits for a job from 1 to 55 minutes`,
    fix: () => 'run what takes longer outside of deployments: with x-aws-schedule, or with cdk-compose run',
  }),
  'schedule-not-understood': row<{ service: string; problem: string }>({
    severity: 'error',
    summary: 'An x-aws-schedule that is no schedule.',
    message: ({ service, problem }) => `x-aws-schedule of service '${service}' is no schedule: ${problem}`,
    fix: () => 'write five fields as cron has them (0 3 * * *), rate(5 minutes) or @daily',
  }),
  'too-many-containers': row<{ service: string; count: number; most: number }>({
    severity: 'error',
    summary: 'More services share a task than a task has containers.',
    message: ({ service, count, most }) =>
      `the task of service '${service}' has ${count} containers; ECS takes ${most}`,
    fix: () => 'let fewer services share its namespaces and volumes',
  }),
  'task-definition-too-large': row<{ service: string; kilobytes: number }>({
    severity: 'error',
    summary: 'The settings of a task exceed what a task definition holds.',
    message: ({ service, kilobytes }) =>
      `the settings of service '${service}' take ${kilobytes} KB; an ECS task definition holds 64 KB`,
    fix: () => 'move long environment values and commands into the image',
  }),
  'port-taken-in-task': row<{ port: number; service: string; other: string }>({
    severity: 'error',
    summary: 'Two containers of one task listen on the same port.',
    message: ({ port, service, other }) =>
      `'${service}' and '${other}' run in one task and both listen on port ${port}`,
    fix: () => 'let one of them listen on another port, or run them as separate services',
  }),
  'logs-not-sent-on': row<{ service: string; because: string; instead: string }>({
    severity: 'warning',
    summary:
      'Logs go to CloudWatch Logs, because those who would receive them are out of reach, or a secret would be seen.',
    message: ({ service, because }) => `logs of service '${service}' go to CloudWatch Logs: ${because}`,
    fix: ({ instead }) => instead,
  }),
  'log-output-without-permission': row<{ service: string; output: string; actions: string }>({
    severity: 'warning',
    summary: 'Logs are sent to an AWS service, and nothing lets the task do it.',
    message: ({ service, output }) =>
      `logs of service '${service}' are sent to output ${output}, and nothing lets its tasks do it`,
    fix: ({ actions }) => `state x-aws-role with ${actions}, or x-aws-policies`,
  }),
  'proxy-resolves-once': row<{ service: string; proxy: string; dependencies: readonly string[] }>({
    severity: 'warning',
    summary: 'A proxy that asks for addresses once stands before services whose tasks are replaced.',
    message: ({ service, proxy, dependencies }) =>
      `${proxy} in service '${service}' looks up ${dependencies.join(', ')} once, when it starts, and misses new tasks`,
    fix: () =>
      'set depends_on.restart: true, so that it starts again with them, or configure it to resolve names again',
  }),
  'too-many-networks': row<{ service: string; count: number; most: number }>({
    severity: 'error',
    summary: 'A service joins more networks of others than a task takes security groups.',
    message: ({ service, count, most }) =>
      `service '${service}' joins ${count} networks that exist already; a task takes five security groups, so at most ${most} of others`,
    fix: () => 'join fewer networks of others',
  }),
  'name-taken': row<{ name: string; service: string; other: string }>({
    severity: 'error',
    summary: 'A network alias, container name or link alias is the name of another service.',
    message: ({ name, service, other }) =>
      name === service
        ? `services '${other}' and '${service}' would have one name in DNS, which knows no capitals`
        : `'${name}' cannot be a name of service '${service}': it is the name of service '${other}'`,
    fix: () => 'names are shared by all networks of the project: use another one',
  }),
  'name-not-resolvable': row<{ name: string; service: string; domain: string | undefined }>({
    severity: 'error',
    summary: 'A service name, network alias or link alias that private DNS cannot hold.',
    message: ({ name, service, domain }) =>
      domain === undefined
        ? `'${name}' cannot be a name of service '${service}': DNS takes letters, digits, - and _ between dots, at most 63 of them`
        : `'${name}' cannot be a name of service '${service}': a private zone for it would hide all else below ${domain} from the VPC`,
    fix: ({ domain }) =>
      domain === undefined
        ? 'use another name'
        : `use a name without dots or below a reserved domain such as test; or, if nothing on the internet below ${domain} is needed, say x-aws-private_domains: [${domain}] at the top level`,
  }),
  'container-name-not-resolvable': row<{ name: string; service: string; domain: string | undefined }>({
    severity: 'warning',
    summary: 'A container_name that private DNS cannot hold.',
    message: ({ name, service, domain }) =>
      domain === undefined
        ? `other services cannot reach '${service}' as '${name}': DNS takes letters, digits, - and _ between dots, at most 63 of them`
        : `other services cannot reach '${service}' as '${name}': a private zone for it would hide all else below ${domain} from the VPC`,
    fix: ({ service, domain }) =>
      `let them use '${service}', or a name without dots${domain === undefined ? '' : `; or say x-aws-private_domains: [${domain}] at the top level`}`,
  }),
  'private-domain-unused': row<{ domain: string }>({
    severity: 'warning',
    summary: 'A private domain that no name of a service is below.',
    message: ({ domain }) => `no service has a name below ${domain}, so no private zone is made for it`,
    fix: () => 'remove it from x-aws-private_domains, or give a service an alias below it',
  }),
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
  'mount-type-not-on-fargate': row<{ service: string; type: string; target: string }>({
    severity: 'error',
    summary: 'A mount of a type that Fargate does not have.',
    message: ({ service, type, target }) =>
      `service '${service}' has a mount of type ${type} at ${target}, which Fargate does not have`,
    fix: () => 'use a named volume or tmpfs',
  }),
  'external-volume-not-bound': row<{ name: string; binding: string; file: string }>({
    severity: 'warning',
    summary: 'An external volume names no existing file system; a deployment is refused until it does.',
    message: ({ name }) => `nothing says which file system the external volume '${name}' is`,
    fix: ({ binding, file }) => `set its name to an EFS file system (fs-…), or put ${binding} into ${file}`,
  }),
  'external-network-not-bound': row<{ name: string; binding: string; file: string }>({
    severity: 'warning',
    summary: 'An external network names no security group; a deployment is refused until it does.',
    message: ({ name }) => `nothing says which security group the external network '${name}' is`,
    fix: ({ binding, file }) => `set its name to a security group (sg-…), or put ${binding} into ${file}`,
  }),
  'tmpfs-size-assumed': row<{ service: string; target: string }>({
    severity: 'warning',
    summary: 'A tmpfs mount states no size, which ECS demands.',
    message: ({ service, target }) =>
      `the tmpfs of service '${service}' at ${target} states no size: it gets 64 MB`,
    fix: () => 'state it: size=… in tmpfs, or tmpfs.size in volumes',
  }),
  'rollout-never-proceeds': row<{ service: string; count: number; min: number; max: number }>({
    severity: 'error',
    summary: 'An update configuration under which no task can ever be replaced.',
    message: ({ service, count, min, max }) =>
      `service '${service}' may neither stop a task nor start one (with ${count} of them, ECS rounds ${min} % up and ${max} % down), so no deployment ends`,
    fix: () => 'use order: start-first, lower x-aws-min_percent or raise x-aws-max_percent',
  }),
  'rollout-waits-for-tasks': row<{ service: string; count: number; min: number; max: number }>({
    severity: 'warning',
    summary: 'A deployment cannot proceed while autoscaling keeps few tasks.',
    message: ({ service, count, min, max }) =>
      `with ${count} of its tasks running, a deployment of service '${service}' waits until there are more: ECS rounds ${min} % up and ${max} % down`,
    fix: () =>
      'raise x-aws-max_percent to 200, lower x-aws-min_percent to 0, or raise min of x-aws-autoscaling',
  }),
  'two-writers-while-rolling': row<{ service: string }>({
    severity: 'warning',
    summary: 'A start-first rollout of a service that alone writes a persistent volume.',
    message: ({ service }) =>
      `while service '${service}' is replaced, two tasks write its volume at the same time`,
    fix: () => 'use order: stop-first, unless the application is made for several writers',
  }),
  'too-many-resources': row<{ estimate: number; most: number; layout: 'flat' | 'nested' }>({
    severity: 'error',
    summary: 'The project needs more resources than a CloudFormation stack holds.',
    message: ({ estimate, most, layout }) =>
      layout === 'flat'
        ? `the project needs about ${estimate} resources; a CloudFormation stack holds 500, of which the flat layout uses at most ${most}`
        : `beside its nested stacks the project needs about ${estimate} resources; a CloudFormation stack holds 500, of which we use at most ${most}`,
    fix: ({ layout }) =>
      layout === 'flat'
        ? 'choose the nested layout, or split the project, for example by profiles'
        : 'split the project, for example by profiles',
  }),
  'too-many-nested-resources': row<{ estimate: number; most: number }>({
    severity: 'error',
    summary: 'The project needs more resources than CloudFormation takes in a stack with its nested stacks.',
    message: ({ estimate, most }) =>
      `the project needs about ${estimate} resources; one operation of CloudFormation takes ${most}, nested stacks included`,
    fix: () => 'split the project, for example by profiles',
  }),
  'too-many-parameters': row<{ service: string; estimate: number; most: number }>({
    severity: 'error',
    summary: 'A service refers to more than a nested stack has parameters for.',
    message: ({ service, estimate, most }) =>
      `service '${service}' refers to about ${estimate} values of the project's stack; a nested stack takes ${most} parameters`,
    fix: () => 'mount fewer volumes in it, or choose the flat layout',
  }),
  'services-paused': row<Record<never, never>>({
    severity: 'warning',
    summary: 'The project is paused: a deployment takes its services down and leaves what they share.',
    message: () =>
      'the project is paused: no service, job or schedule is deployed, and those that run are taken down',
    fix: () => 'leave out compose:paused, and deploy again',
  }),
  'stack-nearly-full': row<{ estimate: number; most: number }>({
    severity: 'info',
    summary: 'One stack holds the project, but not many services more.',
    message: ({ estimate, most }) =>
      `the project needs about ${estimate} resources of the ${most} that we use of one stack`,
    fix: () =>
      'if it will grow, choose the nested layout before it is deployed for the first time: a deployed stack keeps its layout until it is paused',
  }),
  'nested-layout-chosen': row<{ estimate: number; most: number }>({
    severity: 'warning',
    summary: 'One stack would not hold the project, so each service stands in a nested stack.',
    message: ({ estimate, most }) =>
      `the project needs about ${estimate} resources, more than the ${most} of one stack: each service stands in a nested stack`,
    fix: () =>
      'state the layout, so that it stays: compose:layout in cdk.json, or --layout nested; a stack that is deployed flat refuses it, unless it was paused: -c compose:paused=true',
  }),
  'volumes-of-another-task': row<{ service: string; source: string }>({
    severity: 'error',
    summary: 'A service takes over the mounts of a container that is not in its task.',
    message: ({ service, source }) =>
      `service '${service}' takes the volumes of '${source}', which does not run in the same task`,
    fix: () => 'mount the named volumes in both services instead',
  }),
  'volumes-from-leaves-files': row<{ service: string; source: string; copied: readonly string[] }>({
    severity: 'warning',
    summary: 'Files that were copied into an image are no mounts that another service could take over.',
    message: ({ service, source, copied }) =>
      `service '${service}' takes the volumes of '${source}', but not ${copied.join(', ')}, copied into the image of '${source}'`,
    fix: ({ service }) => `mount them in '${service}' as well`,
  }),
  'images-not-locked': row<{ services: readonly string[]; command: string }>({
    severity: 'warning',
    summary: 'Images of the plan are not in the image lock; a deployment is refused until they are.',
    message: ({ services }) =>
      services.length === 1
        ? `the image of service '${services[0]}' is not in the image lock`
        : `${services.length} images are not in the image lock: ${services.join(', ')}`,
    fix: ({ command }) => `run ${command}`,
  }),
  'port-out-of-range': row<{ service: string; port: number }>({
    severity: 'error',
    summary: 'A container port that is none: ports are 1 to 65535.',
    message: ({ service, port }) => `service '${service}' names port ${port}; ports are 1 to 65535`,
    fix: () => 'name the port that the container listens on',
  }),
  'mount-target-relative': row<{ service: string; target: string }>({
    severity: 'error',
    summary: 'Something is mounted at a path in the container that is not absolute.',
    message: ({ service, target }) =>
      `service '${service}' mounts something at '${target}', which is no absolute path in a Linux container`,
    fix: () => 'write the target as a path that begins with /',
  }),
  'variable-without-name': row<{ service: string }>({
    severity: 'error',
    summary: 'An environment variable has no name.',
    message: ({ service }) => `service '${service}' has an environment variable without a name`,
    fix: () => 'name the variable before its =, or remove it',
  }),
  'healthcheck-runs-nothing': row<{ service: string }>({
    severity: 'error',
    summary: 'A healthcheck has no command, which ECS refuses.',
    message: ({ service }) => `the healthcheck of service '${service}' runs nothing`,
    fix: () => 'state a command, or disable: true',
  }),
  'project-name-too-long': row<{ name: string; most: number }>({
    severity: 'error',
    summary: 'The name of the project, with its environment, is longer than a label of a domain name.',
    message: ({ name, most }) =>
      `'${name}' has ${name.length} characters; the domain of the services takes ${most} at most`,
    fix: () => 'choose a shorter name for the project or the environment',
  }),
};
