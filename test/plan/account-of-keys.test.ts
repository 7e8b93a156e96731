import { planned } from '../support/planned.js';

function told(keys: string): readonly string[] {
  return planned(`services: { web: { image: x, ${keys} } }`).messages;
}

test.each([
  ['privileged: true', 'services.web.privileged cannot be deployed: Fargate has no privileged containers'],
  ['network_mode: host', 'services.web.network_mode cannot be deployed: a Fargate task has no host'],
  ['cap_add: [NET_ADMIN, CHOWN]', 'Fargate adds SYS_PTRACE alone, not NET_ADMIN'],
  ['sysctls: { vm.max_map_count: "1" }', 'not vm.max_map_count'],
  ['deploy: { mode: global }', 'services.web.deploy.mode cannot be deployed: Fargate has no nodes'],
  [
    'deploy: { resources: { reservations: { devices: [{ capabilities: [gpu] }] } } }',
    'services.web.deploy.resources.reservations.devices cannot be deployed: Fargate has no GPUs',
  ],
  ['stop_signal: SIGINT', "services.web.stop_signal: ECS sends the image's own stop signal"],
  ['stop_grace_period: 5m0s', 'services.web.stop_grace_period: Fargate waits 120 seconds at most'],
  [
    'healthcheck: { test: [CMD, x], retries: 30 }',
    'services.web.healthcheck.retries: ECS allows 1 to 10 failures',
  ],
  ['restart: alway', "services.web.restart cannot be deployed: 'alway' is no restart policy"],
  [
    'deploy: { restart_policy: { condition: on_failure } }',
    'services.web.deploy.restart_policy.condition cannot be deployed: there is no such condition',
  ],
  ['ulimits: { nproc: 5, nofile: 9 }', 'services.web.ulimits: Fargate honours only nofile, not nproc'],
])('%s is told', (keys, message) => {
  expect(told(keys)).toEqual([expect.stringContaining(message)]);
});

test.each([
  'pull_policy: always',
  'develop: { watch: [] }',
  'network_mode: bridge',
  'restart: always',
  'logging: { driver: json-file }',
  'ulimits: { nofile: 9 }',
  'cap_add: [NET_BIND_SERVICE]',
  'deploy: { update_config: { failure_action: rollback } }',
  'deploy: { restart_policy: { condition: unless-stopped } }',
  'restart: ""',
  'stop_grace_period: 0s',
])('%s is done, or missed by nobody', (keys) => {
  expect(told(keys)).toEqual([]);
});
