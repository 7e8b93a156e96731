import { planned } from '../support/planned.js';

function told(services: string): readonly string[] {
  return planned(`services: ${services}`)
    .diagnostics.filter(({ code }) => code === 'key-without-effect')
    .map(({ message }) => message);
}

const deploy = 'deploy: { update_config: { order: stop-first }, x-aws-autoscaling: { max: 3, cpu: 50 } }';

test('a job has no rollout, no scaling and no published port', () => {
  expect(told(`{ seed: { image: x, x-aws-job: {}, ports: ["80:80"], ${deploy} } }`)).toEqual([
    "services.seed.deploy.update_config has no effect: 'seed' is a job: one task, which nobody reaches, runs to its end",
    "services.seed.deploy.x-aws-autoscaling has no effect: 'seed' is a job: one task, which nobody reaches, runs to its end",
    "services.seed.ports has no effect: 'seed' is a job: one task, which nobody reaches, runs to its end",
  ]);
});

test('the clock starts one task, whatever replicas say', () => {
  const nightly = (keys: string) => told(`{ nightly: { image: x, x-aws-schedule: "@daily", ${keys} } }`);
  expect(nightly('deploy: { replicas: 3 }')[0]).toMatch(/^services\.nightly\.deploy\.replicas has no effect/);
  expect(nightly('scale: 2')[0]).toMatch(/^services\.nightly\.scale has no effect/);
  expect(nightly('deploy: { replicas: 1 }')).toEqual([]);
});

test('what shares a task leaves number, rollout and capacity to the task’s own service', () => {
  const sidecar = `sidecar: { image: x, network_mode: "service:web", x-aws-capacity: spot, ${deploy} }`;
  const messages = told(`{ web: { image: x, ${deploy} }, ${sidecar} }`);
  expect(messages.map((message) => message.split(' ')[0])).toEqual([
    'services.sidecar.deploy.update_config',
    'services.sidecar.deploy.x-aws-autoscaling',
    'services.sidecar.x-aws-capacity',
  ]);
  expect(messages[0]).toContain("'sidecar' shares the task of 'web', which decides it for both");
});

test('a service that is kept running loses nothing', () => {
  expect(told(`{ web: { image: x, scale: 3, ports: ["80:80"], x-aws-capacity: spot, ${deploy} } }`)).toEqual(
    [],
  );
});

test('it can be accepted', () => {
  const { codes } = planned(
    'x-aws-acknowledge: { services.seed.ports: for laptops }\nservices: { seed: { image: x, x-aws-job: {}, ports: ["80:80"] } }',
  );
  expect(codes).not.toContain('key-without-effect');
});
