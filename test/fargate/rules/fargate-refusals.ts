import { containerRule, resourceRule, type Rule } from '../rule.js';
import { get, isRecord, isTrue, list, text, type Json } from '../json.js';

const page = 'Amazon ECS task definition differences for Fargate';

const refusedByContainer: readonly string[] = [
  'DisableNetworking',
  'DnsSearchDomains',
  'DnsServers',
  'DockerSecurityOptions',
  'ExtraHosts',
  'Hostname',
  'Links',
  'Privileged',
  'ResourceRequirements',
  'LinuxParameters.Devices',
  'LinuxParameters.MaxSwap',
  'LinuxParameters.SharedMemorySize',
  'LinuxParameters.Swappiness',
];

function isGiven(value: Json | undefined): boolean {
  return !(
    value === undefined ||
    value === false ||
    value === 'false' ||
    (Array.isArray(value) && value.length === 0)
  );
}

export const fargateRefusals: readonly Rule[] = [
  containerRule({ id: 'parameter-refused-on-fargate', page }, function* ({ value }) {
    for (const path of refusedByContainer)
      if (isGiven(get(value, ...path.split('.')))) yield [path, `states ${path}, which Fargate refuses`];
  }),
  resourceRule(
    'AWS::ECS::TaskDefinition',
    { id: 'task-parameter-refused-on-fargate', page },
    function* (task) {
      const { properties } = task;
      for (const path of ['IpcMode', 'PlacementConstraints', 'InferenceAccelerators'])
        if (isGiven(get(properties, path))) yield [path, `${path} is refused on Fargate`];
      if (!['task', undefined].includes(text(get(properties, 'PidMode'))))
        yield ['PidMode', `the only PidMode on Fargate is 'task'`];
      if (get(properties, 'NetworkMode') !== 'awsvpc')
        yield ['NetworkMode', 'the network mode of a Fargate task is awsvpc'];
      if (!list(get(properties, 'RequiresCompatibilities')).includes('FARGATE'))
        yield ['RequiresCompatibilities', 'the task definition does not say that it is for FARGATE'];
    },
  ),
  containerRule(
    { id: 'capability-add', page: 'KernelCapabilities (Amazon ECS API Reference)' },
    function* ({ value }) {
      for (const capability of list(get(value, 'LinuxParameters', 'Capabilities', 'Add')))
        if (capability !== 'SYS_PTRACE')
          yield [
            'LinuxParameters.Capabilities.Add',
            `adds ${String(capability)}; Fargate adds SYS_PTRACE alone`,
          ];
    },
  ),
  resourceRule(
    'AWS::ECS::TaskDefinition',
    { id: 'volume-kind', page: 'Volume (Amazon ECS API Reference)' },
    function* (task) {
      for (const [index, volume] of list(get(task.properties, 'Volumes')).entries()) {
        if (isGiven(get(volume, 'Host', 'SourcePath')))
          yield [`Volumes.${index}.Host.SourcePath`, 'Fargate has no host folder to mount'];
        for (const kind of ['DockerVolumeConfiguration', 'FSxWindowsFileServerVolumeConfiguration'])
          if (isRecord(get(volume, kind))) yield [`Volumes.${index}.${kind}`, `Fargate refuses ${kind}`];
        if (isTrue(get(volume, 'ConfiguredAtLaunch')) && isRecord(get(volume, 'EFSVolumeConfiguration')))
          yield [
            `Volumes.${index}.ConfiguredAtLaunch`,
            'a volume has one kind: configured at launch, or EFS',
          ];
      }
    },
  ),
  containerRule(
    { id: 'system-control', page: 'SystemControl (Amazon ECS API Reference)' },
    function* ({ value }) {
      const allowed = /^(net\..+|kernel\.(msg|sem$|shm)\w*|fs\.mqueue\..+)/;
      for (const [index, control] of list(get(value, 'SystemControls')).entries()) {
        const namespace = text(get(control, 'Namespace')) ?? '';
        if (!allowed.test(namespace))
          yield [`SystemControls.${index}.Namespace`, `sets ${namespace}, which ECS does not let a task set`];
      }
    },
  ),
  containerRule({ id: 'ulimit', page: 'Ulimit (Amazon ECS API Reference)' }, function* ({ value }) {
    const names =
      'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(
        ' ',
      );
    for (const [index, limit] of list(get(value, 'Ulimits')).entries()) {
      const at = `Ulimits.${index}`;
      const [name, soft, hard] = ['Name', 'SoftLimit', 'HardLimit'].map((key) => get(limit, key));
      if (!names.includes(String(name)))
        yield [`${at}.Name`, `limits '${String(name)}', which ECS does not know`];
      if (typeof soft !== 'number' || typeof hard !== 'number')
        yield [at, 'states a limit without both soft and hard'];
      else if (soft > hard && hard >= 0) yield [at, `has a soft limit ${soft} above the hard limit ${hard}`];
      else if (name === 'nofile' && (soft < 0 || hard < 0 || hard > 1048576))
        yield [at, `wants ${hard} open files; Fargate gives at most 1048576`];
    }
  }),
  containerRule({ id: 'tmpfs', page: 'Tmpfs (Amazon ECS API Reference)' }, function* ({ value }) {
    for (const [index, tmpfs] of list(get(value, 'LinuxParameters', 'Tmpfs')).entries()) {
      const at = `LinuxParameters.Tmpfs.${index}`;
      if (!String(get(tmpfs, 'ContainerPath')).startsWith('/'))
        yield [`${at}.ContainerPath`, 'mounts a tmpfs without an absolute path'];
      const size = get(tmpfs, 'Size');
      if (typeof size !== 'number' || size < 1 || !Number.isInteger(size))
        yield [`${at}.Size`, 'mounts a tmpfs without a size in MiB'];
    }
  }),
];
