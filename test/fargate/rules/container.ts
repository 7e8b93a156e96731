import { containerRule, containersOf, resourceRule, type Rule } from '../rule.js';
import { get, isRecord, isTrue, list, number, repeated, text, type Json } from '../json.js';

function* outside(
  value: Json | undefined,
  path: string,
  [least, most]: readonly [number, number],
): Generator<[string, string]> {
  const given = number(value) ?? NaN;
  const isAllowed = value === undefined || (Number.isInteger(given) && given >= least && given <= most);
  if (!isAllowed) yield [path, `has ${path} ${String(value)}; ${least} to ${most} are allowed`];
}

export const containerRules: readonly Rule[] = [
  containerRule(
    { id: 'health-check', page: 'HealthCheck (Amazon ECS API Reference)' },
    function* ({ value }) {
      const check = get(value, 'HealthCheck');
      if (!isRecord(check)) return;
      const [form, ...rest] = list(check['Command']).map(String);
      if (form !== 'CMD' && form !== 'CMD-SHELL')
        yield [
          'HealthCheck.Command',
          `has a health check that starts with '${form ?? ''}' instead of CMD or CMD-SHELL`,
        ];
      else if (rest.length === 0 || rest[0]?.trim() === '')
        yield ['HealthCheck.Command', 'has a health check that runs nothing'];
      else if (form === 'CMD-SHELL' && rest.length > 1)
        yield [
          'HealthCheck.Command',
          'has a CMD-SHELL health check of several strings; the shell gets the first alone',
        ];
      yield* outside(check['Interval'], 'HealthCheck.Interval', [5, 300]);
      yield* outside(check['Timeout'], 'HealthCheck.Timeout', [2, 60]);
      yield* outside(check['Retries'], 'HealthCheck.Retries', [1, 10]);
      yield* outside(check['StartPeriod'], 'HealthCheck.StartPeriod', [0, 300]);
    },
  ),
  containerRule(
    { id: 'start-and-stop-timeout', page: 'ContainerDefinition (Amazon ECS API Reference)' },
    function* ({ value }) {
      yield* outside(get(value, 'StopTimeout'), 'StopTimeout', [2, 120]);
      yield* outside(get(value, 'StartTimeout'), 'StartTimeout', [2, 120]);
    },
  ),
  containerRule(
    { id: 'restart-policy', page: 'ContainerRestartPolicy (Amazon ECS API Reference)' },
    function* ({ value }) {
      const codes = list(get(value, 'RestartPolicy', 'IgnoredExitCodes')).length;
      if (codes > 50) yield ['RestartPolicy.IgnoredExitCodes', `ignores ${codes} exit codes; at most 50`];
      yield* outside(
        get(value, 'RestartPolicy', 'RestartAttemptPeriod'),
        'RestartPolicy.RestartAttemptPeriod',
        [60, 1800],
      );
    },
  ),
  containerRule(
    { id: 'mount-points', page: 'MountPoint (Amazon ECS API Reference)' },
    function* ({ value, task }) {
      const declared = list(get(task.properties, 'Volumes')).map((volume) => get(volume, 'Name'));
      const mounts = list(get(value, 'MountPoints'));
      for (const [index, mount] of mounts.entries()) {
        const [source, path] = [get(mount, 'SourceVolume'), text(get(mount, 'ContainerPath')) ?? ''];
        if (source !== undefined && !declared.includes(source))
          yield [
            `MountPoints.${index}.SourceVolume`,
            `mounts volume '${String(source)}', which the task does not declare`,
          ];
        if (!path.startsWith('/'))
          yield [`MountPoints.${index}.ContainerPath`, `mounts at '${path}', which is no absolute path`];
      }
      const tmpfs = list(get(value, 'LinuxParameters', 'Tmpfs'));
      const paths = [...mounts, ...tmpfs].map((mount) =>
        text(get(mount, 'ContainerPath'))?.replace(/(?<=.)\/+$/, ''),
      );
      for (const path of repeated(paths)) yield ['MountPoints', `mounts twice at '${path}'`];
    },
  ),
  containerRule(
    { id: 'volumes-from', page: 'VolumeFrom (Amazon ECS API Reference)' },
    function* ({ name, value, task }) {
      const others = containersOf(task).flatMap((other) => (other.name === name ? [] : other.name));
      for (const [index, from] of list(get(value, 'VolumesFrom')).entries())
        if (!others.includes(String(get(from, 'SourceContainer'))))
          yield [
            `VolumesFrom.${index}`,
            `takes the volumes of '${String(get(from, 'SourceContainer'))}', no other container of the task`,
          ];
    },
  ),
  containerRule(
    { id: 'environment', page: 'ContainerDefinition (Amazon ECS API Reference)' },
    function* ({ value }) {
      const environment = list(get(value, 'Environment')).map((entry) => String(get(entry, 'Name')));
      const secrets = list(get(value, 'Secrets')).map((entry) => String(get(entry, 'Name')));
      for (const name of repeated([...new Set(environment), ...secrets]))
        yield ['Secrets', `takes '${name}' from two secrets, or from a secret and the environment`];
      if ([...environment, ...secrets].some((name) => name === '' || name === 'undefined'))
        yield ['Environment', 'has an environment variable without a name'];
      if (list(get(value, 'EnvironmentFiles')).length > 10)
        yield ['EnvironmentFiles', 'reads more than 10 environment files'];
    },
  ),
  containerRule(
    { id: 'image-by-digest', page: 'Amazon ECS container image resolution' },
    function* ({ value, task }, deployment) {
      const image = deployment.symbol(get(value, 'Image'), task);
      if (image === undefined || image.trim() === '') yield ['Image', 'has no image'];
      else if (!/@sha256:[0-9a-f]{64}$/.test(image) && !refusesToDeploy(deployment.templates[task.stack]))
        yield [
          'Image',
          `runs ${image}, which names no digest, and no CloudFormation rule stops the deployment`,
        ];
      if (image !== undefined && image.replace(/@sha256:.*/, '').length > 255)
        yield ['Image', 'has an image name above 255 characters'];
    },
  ),
  containerRule(
    { id: 'depends-on', page: 'ContainerDependency (Amazon ECS API Reference)' },
    function* ({ name, value, task }) {
      for (const [index, dependency] of list(get(value, 'DependsOn')).entries()) {
        const at = `DependsOn.${index}`;
        const [target, condition] = [
          text(get(dependency, 'ContainerName')),
          text(get(dependency, 'Condition')),
        ];
        const other = containersOf(task).find((each) => each.name === target);
        if (!other || target === name) yield [at, `depends on '${target}', no other container of the task`];
        else if (condition === 'HEALTHY' && !isRecord(get(other.value, 'HealthCheck')))
          yield [at, `waits until '${target}' is healthy, which has no health check`];
        else if (
          (condition === 'SUCCESS' || condition === 'COMPLETE') &&
          get(other.value, 'Essential') !== false
        )
          yield [at, `waits for the end of '${target}', which is essential: its end stops the task`];
      }
    },
  ),
  resourceRule(
    'AWS::ECS::TaskDefinition',
    { id: 'depends-on-cycle', page: 'ContainerDependency (Amazon ECS API Reference)' },
    function* (task) {
      const waitsFor = new Map(
        containersOf(task).map(({ name, value }) => [
          name,
          list(get(value, 'DependsOn')).map((each) => String(get(each, 'ContainerName'))),
        ]),
      );
      const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
        (waitsFor.get(from) ?? []).some(
          (next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))),
        );
      const circle = [...waitsFor.keys()].filter((name) => reaches(name, name));
      if (circle.length > 0)
        yield ['ContainerDefinitions', `containers wait for each other: ${circle.join(', ')}`];
    },
  ),
];

/** Whether the template carries a rule that fails whatever the parameters are. */
function refusesToDeploy(template: Json | undefined): boolean {
  return Object.values(get(template, 'Rules') ?? {}).some((rule: Json) =>
    list(get(rule, 'Assertions')).some((assertion) => {
      const values = list(get(assertion, 'Assert', 'Fn::Equals'));
      return (
        values.length === 2 &&
        values[0] !== values[1] &&
        values.every((value) => !isRecord(value)) &&
        !isTrue(get(assertion, 'Assert'))
      );
    }),
  );
}
