/** Docker's ECS integration, "Rolling update" and "Auto scaling". The whole table of percentages: test/plan/rollout.test.ts. */
import { templateOf } from '../constructs/fixtures/template.js';
import { behaviours, errors } from './behaviours.js';
import type { planned } from '../support/planned.js';

const web = (deploy: string) => `services: { web: { image: x, deploy: { ${deploy} } } }`;
const percents = ({ service }: ReturnType<typeof planned>) => {
  const { minimumHealthyPercent, maximumPercent } = service('web').rollout.value;
  return [minimumHealthyPercent, maximumPercent];
};
const scaling = ({ service }: ReturnType<typeof planned>) => service('web').scaling?.value;

behaviours([
  { was: '100 to 200 % run without a word', compose: web('replicas: 2'), of: percents, is: [100, 200] },
  {
    was: 'parallelism over replicas makes the percentages',
    compose: web('replicas: 4, update_config: { parallelism: 1 }'),
    of: percents,
    is: [75, 125],
  },
  {
    was: 'parallelism 1 of one replica stops it first or starts another',
    compose: web('replicas: 1, update_config: { parallelism: 1 }'),
    of: percents,
    is: [0, 200],
  },
  {
    was: 'x-aws-min_percent and x-aws-max_percent win over parallelism',
    compose: web(
      'replicas: 4, update_config: { parallelism: 1, x-aws-min_percent: 25, x-aws-max_percent: 175 }',
    ),
    of: percents,
    is: [25, 175],
  },
  {
    was: 'one of them leaves the other to parallelism',
    compose: web('replicas: 4, update_config: { parallelism: 1, x-aws-min_percent: 50 }'),
    of: percents,
    is: [50, 125],
  },
  {
    was: 'parallelism 0 never replaced a task',
    compose: web('replicas: 2, update_config: { parallelism: 0 }'),
    of: percents,
    is: [0, 200],
    row: '`update_config`',
  },
  {
    was: 'parallelism without replicas, or above them, was an error',
    compose: web('update_config: { parallelism: 2 }'),
    of: (made) => [percents(made), errors(made)],
    is: [[0, 200], []],
    row: '`update_config`',
  },
  {
    was: 'order was dropped',
    compose: web('replicas: 2, update_config: { parallelism: 1, order: stop-first }'),
    of: percents,
    is: [50, 100],
    row: '`update_config`',
  },
  {
    was: 'x-aws-autoscaling keeps CPU at its percentage',
    compose: web('x-aws-autoscaling: { cpu: 75, min: 1, max: 10 }'),
    of: scaling,
    is: { minimum: 1, maximum: 10, cpu: 75 },
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
    was: 'or memory',
    compose: web('x-aws-autoscaling: { memory: 70, min: 1, max: 10 }'),
    of: scaling,
    is: { minimum: 1, maximum: 10, memory: 70 },
  },
  {
    was: 'its documentation says mem',
    compose: web('x-aws-autoscaling: { mem: 70, min: 1, max: 10 }'),
    of: scaling,
    is: { minimum: 1, maximum: 10, memory: 70 },
  },
  {
    was: 'max is required',
    compose: web('x-aws-autoscaling: { cpu: 75 }'),
    of: errors,
    is: ['extension-value-broken'],
  },
  {
    was: 'CPU and memory together were an error',
    compose: web('x-aws-autoscaling: { cpu: 75, memory: 70, min: 1, max: 3 }'),
    of: scaling,
    is: { minimum: 1, maximum: 3, cpu: 75, memory: 70 },
    row: '`x-aws-autoscaling`',
  },
  {
    was: 'min was 0 where nothing is stated',
    compose: web('replicas: 2, x-aws-autoscaling: { cpu: 75, max: 3 }'),
    of: scaling,
    is: { minimum: 2, maximum: 3, cpu: 75 },
    row: '`x-aws-autoscaling`',
  },
  {
    was: 'replicas were written over the scaled number at every deployment',
    compose: web('replicas: 2, x-aws-autoscaling: { cpu: 75, max: 3 }'),
    of: ({ service }) => service('web').desiredCount,
    is: undefined,
    row: '`x-aws-autoscaling`',
  },
]);
