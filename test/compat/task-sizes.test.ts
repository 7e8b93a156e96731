/** Docker's ECS integration, "Tuning CPU and memory": the size of a Fargate task. Every size of Fargate: test/plan/task-size.test.ts. */
import type { planned } from '../support/planned.js';
import { behaviours, errors } from './behaviours.js';

const web = (resources: string) => `services: { web: { image: x, deploy: { resources: { ${resources} } } } }`;
const size = ({ service }: ReturnType<typeof planned>) => service('web').size.value;
behaviours([
  ...(
    [
      ['cpus: "0.25"', 256, 512],
      ['memory: 512M', 256, 512],
      ['cpus: "0.26"', 512, 1024],
      ['cpus: "0.5", memory: 2G', 512, 2048],
      ['cpus: "0.5", memory: 8G', 1024, 8192],
      ['cpus: "1", memory: 2G', 1024, 2048],
      ['cpus: "4", memory: 8G', 4096, 8192],
    ] as const
  ).map(([limits, cpu, memory]) => ({
    was: `limits of ${limits} are rounded up to ${cpu} units with ${memory} MiB`,
    compose: web(`limits: { ${limits} }`),
    of: size,
    is: { cpu, memory },
  })),
  {
    was: 'reservations count where there are no limits',
    compose: web('reservations: { cpus: "1", memory: 2G }'),
    of: size,
    is: { cpu: 1024, memory: 2048 },
  },
  {
    was: 'limits win over reservations',
    compose: web('limits: { cpus: "0.5", memory: 1G }, reservations: { cpus: "2", memory: 8G }'),
    of: size,
    is: { cpu: 512, memory: 1024 },
  },
  {
    was: 'reservations did not count beside limits, not even for what the limits leave open',
    compose: web('limits: { cpus: "0.25" }, reservations: { memory: 2G }'),
    of: size,
    is: { cpu: 256, memory: 2048 },
    row: 'size',
  },
  {
    was: 'nothing stated was 256 units with 512 MiB',
    compose: 'services: { web: { image: x } }',
    of: size,
    is: { cpu: 512, memory: 1024 },
    row: 'size',
  },
  {
    was: 'more than 4 vCPU was an error',
    compose: web('limits: { cpus: "8", memory: 60G }'),
    of: (made) => [size(made), errors(made)],
    is: [{ cpu: 8192, memory: 61_440 }, []],
    row: 'size',
  },
]);
