import { FARGATE_SIZES, smallestSize } from '../../lib/plan/task-size.js';
import { planned } from '../support/planned.js';

function sizeOf(keys: string) {
  const { service, plan } = planned(`services: { web: { image: nginx, ${keys} } }`);
  return { ...service('web').size.value, because: service('web').size.cause.because, plan };
}

test.each([
  [0.25, 512, 256, 512],
  [0.25, 513, 256, 1024],
  [0.26, 512, 512, 1024],
  [0.5, 4096, 512, 4096],
  [0.5, 4097, 1024, 5120],
  [1, 1, 1024, 2048],
  [2, 16_385, 4096, 17_408],
  [8, 16_385, 8192, 20_480],
  [16, 32_769, 16_384, 40_960],
  [17, 1, 32_768, 61_440],
])('%f vCPU and %d MiB fit %d units with %d MiB', (vcpu, memory, cpu, offered) => {
  expect(smallestSize({ cpu: vcpu * 1024, memory })).toEqual({ cpu, memory: offered });
});

test('every size is the smallest for itself, and nothing exceeds the largest', () => {
  for (const { cpu, memory } of FARGATE_SIZES) {
    for (const offered of memory) {
      const { cpu: found, memory: least } = smallestSize({ cpu, memory: offered }) ?? {};
      expect([found, least]).toEqual([cpu, offered]);
    }
  }
  expect(smallestSize({ cpu: 32_769, memory: 1 })).toBeUndefined();
  expect(smallestSize({ cpu: 1, memory: 249_857 })).toBeUndefined();
});

test('limits win over reservations, each for itself', () => {
  const limits = sizeOf(
    'deploy: { resources: { limits: { memory: "2147483648" }, reservations: { cpus: 1, memory: "1073741824" } } }',
  );
  expect(limits).toMatchObject({ cpu: 1024, memory: 2048 });
  expect(limits.because).toBe('deploy.resources.limits memory 2 GB, deploy.resources.reservations cpus 1');
});

test('the older keys count as well', () => {
  expect(sizeOf('cpus: 2, mem_limit: "4294967296"')).toMatchObject({ cpu: 2048, memory: 4096 });
  expect(sizeOf('mem_reservation: "629145600"')).toMatchObject({ cpu: 256, memory: 1024 });
});

test('a service that states nothing gets half a vCPU, with a warning at its own line', () => {
  const loaded = planned('services:\n  web:\n    image: nginx\n');
  expect(loaded.service('web').size).toEqual({
    value: { cpu: 512, memory: 1024 },
    cause: { because: 'no CPU or memory is stated', path: ['services', 'web'], place: 'compose.yaml:2:3' },
  });
});

test('more than Fargate has is an error', () => {
  const { codes } = planned('services: { web: { image: nginx, cpus: 64 } }');
  expect(codes).toEqual(['task-size-too-large']);
});

describe('the storage of a task', () => {
  const diskOf = (text: string) => {
    const { plan, codes } = planned(`services: ${text}`);
    return [plan.services[0]?.disk?.value, codes];
  };

  test.each([
    ['20G', undefined, []],
    ['20.1G', 21, []],
    ['200G', 200, []],
    ['201G', 200, ['task-disk-too-large']],
    ['plenty', undefined, []],
  ])('storage_opt.size %s', (size, disk, codes) => {
    expect(diskOf(`{ web: { image: x, storage_opt: { size: ${size} } } }`)).toEqual([disk, codes]);
  });

  test('is what its services ask for together', () => {
    const sidecar = 'b: { image: x, network_mode: "service:a", storage_opt: { size: 15G } }';
    expect(diskOf(`{ a: { image: x, storage_opt: { size: 10G } }, ${sidecar} }`)).toEqual([25, []]);
  });
});
