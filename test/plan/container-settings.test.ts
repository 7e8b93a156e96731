import { serviceKeys } from '../../lib/keys/index.js';
import type { ContainerSettings } from '../../lib/model/deployment-plan.js';
import { planned } from '../support/planned.js';

function settingsOf(keys: string, given = {}): ContainerSettings | undefined {
  return planned(`services: { web: { image: x, ${keys} } }`, given).service('web').containers[0]?.settings;
}

test.each([
  ['command: [a, "b c"]', { command: ['a', 'b c'] }],
  ['entrypoint: [/bin/sh]', { entryPoint: ['/bin/sh'] }],
  ['working_dir: /srv', { workingDirectory: '/srv' }],
  ['user: "1000"', { user: '1000' }],
  ['environment: { A: "1", B: "", C: null }', { environment: { A: '1', B: '' } }],
  ['labels: { a: b }', { dockerLabels: { a: 'b' } }],
  ['read_only: true', { readonlyRootFilesystem: true }],
  ['init: false', { initProcessEnabled: false }],
  ['tty: true, stdin_open: true', { pseudoTerminal: true, interactive: true }],
  ['stop_grace_period: 1m30s', { stopTimeout: 90 }],
  ['stop_grace_period: 10m0s', { stopTimeout: 120 }],
  ['stop_grace_period: 500ms', { stopTimeout: 2 }],
  ['restart: unless-stopped', { restartPolicy: { ignoredExitCodes: [] } }],
  ['restart: "on-failure:3"', { restartPolicy: { ignoredExitCodes: [0] } }],
  ['restart: "no"', {}],
  ['restart: always, deploy: { restart_policy: { condition: none } }', {}],
  ['deploy: { restart_policy: { condition: on-failure } }', { restartPolicy: { ignoredExitCodes: [0] } }],
  [
    'ulimits: { nofile: 1024, nproc: 5 }',
    { ulimits: [{ name: 'nofile', softLimit: 1024, hardLimit: 1024 }] },
  ],
  [
    'ulimits: { nofile: { soft: 1, hard: 2 } }',
    { ulimits: [{ name: 'nofile', softLimit: 1, hardLimit: 2 }] },
  ],
  [
    'sysctls: { net.core.somaxconn: "1024" }',
    { systemControls: [{ namespace: 'net.core.somaxconn', value: '1024' }] },
  ],
  ['cap_drop: [CAP_NET_RAW]', { capabilitiesDrop: ['NET_RAW'] }],
  ['cap_add: [sys_ptrace]', { capabilitiesAdd: ['SYS_PTRACE'] }],
])('%s', (keys, settings) => {
  expect(settingsOf(keys)).toEqual(settings);
});

test('dropping all but some is told as dropping the others', () => {
  const dropped = settingsOf('cap_drop: [ALL], cap_add: [NET_BIND_SERVICE]')?.capabilitiesDrop;
  expect(dropped).toHaveLength(13);
  expect(dropped).not.toContain('NET_BIND_SERVICE');
  expect(settingsOf('cap_drop: [ALL]')?.capabilitiesDrop).toEqual(['ALL']);
});

test.each([
  [
    'interval: 10s, timeout: 3s, retries: 3, start_period: 5s',
    { interval: 10, timeout: 3, retries: 3, startPeriod: 5 },
  ],
  ['interval: 1s, timeout: 1s', { interval: 5, timeout: 2 }],
  ['interval: 10s, timeout: 10s', { interval: 11, timeout: 10 }],
  ['timeout: 45s', { interval: 46, timeout: 45 }],
  ['interval: 5s', { interval: 5, timeout: 4 }],
  ['retries: 2', { interval: 30, timeout: 29, retries: 2 }],
  ['interval: 1h0m0s, retries: 99', { interval: 300, timeout: 30, retries: 10 }],
])('a healthcheck with %s runs within what ECS takes', (timing, expected) => {
  expect(settingsOf(`healthcheck: { test: [CMD, "true"], ${timing} }`)?.healthCheck).toEqual({
    command: ['CMD', 'true'],
    ...expected,
  });
});

test("the image's own healthcheck stands in where the service states none", () => {
  const images = { web: { healthcheck: { test: ['CMD', 'ok'], interval: 10 } } };
  const inherited = { command: ['CMD', 'ok'], interval: 10 };
  expect(settingsOf('init: true', { images })?.healthCheck).toEqual(inherited);
  expect(settingsOf('healthcheck: { disable: true }', { images })?.healthCheck).toBeUndefined();
});

test('each setting names the key that it comes from', () => {
  const { causes } =
    planned('services:\n  web:\n    image: x\n    user: "1"\n').service('web').containers[0] ?? {};
  expect(causes).toEqual({
    user: { because: 'user', path: ['services', 'web', 'user'], place: 'compose.yaml:4:5' },
  });
});

test('every key has a verdict with a reason', () => {
  for (const { key, support } of serviceKeys) {
    expect([key, support.because]).not.toEqual([key, 'not judged yet']);
    expect(support.because.length).toBeGreaterThan(3);
  }
});
