/** Docker's ECS integration, "Rolling update" and "Auto scaling". The whole table of percentages: test/plan/rollout.test.ts. */
import { templateOf } from '../constructs/fixtures/template.js';
import { behaviours, errors, type Behaviour } from './behaviours.js';
import type { planned } from '../support/planned.js';

const web = (deploy: string) => `services: { web: { image: x, deploy: { ${deploy} } } }`;
const percents = ({ service }: ReturnType<typeof planned>) => {
  const { minimumHealthyPercent, maximumPercent } = service('web').rollout.value;
  return [minimumHealthyPercent, maximumPercent];
};
const scaling = ({ service }: ReturnType<typeof planned>) => service('web').scaling?.value;

/** What one figure tells: what it was, the deploy section, what it is now, and the row where that differs. */
function told(
  of: Behaviour['of'],
  table: readonly (readonly [was: string, deploy: string, is: unknown, row?: string])[],
): readonly Behaviour[] {
  return table.map(([was, deploy, is, row]) => ({ was, compose: web(deploy), of, is, row }));
}

behaviours([
  ...told(percents, [
    ['100 to 200 % run without a word', 'replicas: 2', [100, 200]],
    [
      'parallelism over replicas makes the percentages',
      'replicas: 4, update_config: { parallelism: 1 }',
      [75, 125],
    ],
    [
      'parallelism 1 of one replica stops it first or starts another',
      'replicas: 1, update_config: { parallelism: 1 }',
      [0, 200],
    ],
    [
      'x-aws-min_percent and x-aws-max_percent win over parallelism',
      'replicas: 4, update_config: { parallelism: 1, x-aws-min_percent: 25, x-aws-max_percent: 175 }',
      [25, 175],
    ],
    [
      'one of them leaves the other to parallelism',
      'replicas: 4, update_config: { parallelism: 1, x-aws-min_percent: 50 }',
      [50, 125],
    ],
    [
      'parallelism 0 never replaced a task',
      'replicas: 2, update_config: { parallelism: 0 }',
      [0, 200],
      '`update_config`',
    ],
    [
      'order was dropped',
      'replicas: 2, update_config: { parallelism: 1, order: stop-first }',
      [50, 100],
      '`update_config`',
    ],
  ]),
  ...told(scaling, [
    [
      'x-aws-autoscaling keeps CPU at its percentage',
      'x-aws-autoscaling: { cpu: 75, min: 1, max: 10 }',
      { minimum: 1, maximum: 10, cpu: 75 },
    ],
    [
      'or memory',
      'x-aws-autoscaling: { memory: 70, min: 1, max: 10 }',
      { minimum: 1, maximum: 10, memory: 70 },
    ],
    [
      'its documentation says mem',
      'x-aws-autoscaling: { mem: 70, min: 1, max: 10 }',
      { minimum: 1, maximum: 10, memory: 70 },
    ],
    [
      'CPU and memory together were an error',
      'x-aws-autoscaling: { cpu: 75, memory: 70, min: 1, max: 3 }',
      { minimum: 1, maximum: 3, cpu: 75, memory: 70 },
      '`x-aws-autoscaling`',
    ],
    [
      'min was 0 where nothing is stated',
      'replicas: 2, x-aws-autoscaling: { cpu: 75, max: 3 }',
      { minimum: 2, maximum: 3, cpu: 75 },
      '`x-aws-autoscaling`',
    ],
  ]),
  {
    was: 'parallelism without replicas, or above them, was an error',
    compose: web('update_config: { parallelism: 2 }'),
    of: (made) => [percents(made), errors(made)],
    is: [[0, 200], []],
    row: '`update_config`',
  },
  {
    was: 'a minute passes between two changes of the number of tasks',
    compose: web('x-aws-autoscaling: { cpu: 75, min: 1, max: 10 }'),
    of: ({ plan }) => {
      const found = templateOf(plan).findResources('AWS::ApplicationAutoScaling::ScalingPolicy');
      return Object.values(found).map((policy): unknown => policy['Properties']);
    },
    is: [
      expect.objectContaining({
        TargetTrackingScalingPolicyConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
          ScaleInCooldown: 60,
          ScaleOutCooldown: 60,
          TargetValue: 75,
        },
      }),
    ],
  },
  {
    was: 'max is required',
    compose: web('x-aws-autoscaling: { cpu: 75 }'),
    of: errors,
    is: ['extension-value-broken'],
  },
  {
    was: 'replicas were written over the scaled number at every deployment',
    compose: web('replicas: 2, x-aws-autoscaling: { cpu: 75, max: 3 }'),
    of: ({ service }) => service('web').desiredCount,
    is: undefined,
    row: '`x-aws-autoscaling`',
  },
]);
