import { loadCompose } from '../support/compose.js';

const merged = (base: string, over: string) =>
  loadCompose({
    'compose.yaml': `services:\n  web:\n    image: nginx\n    ${base}\n`,
    'over.yaml': `services:\n  web:\n    ${over}\n`,
  });

test.each([
  ['command: [a, b]', 'command: [c]', { command: ['c'] }],
  ['command: [a, b]', 'command:', {}],
  ['hostname: a', 'hostname:', { hostname: 'a' }],
  ['dns: 1.1.1.1', 'dns: [2.2.2.2]', { dns: ['1.1.1.1', '2.2.2.2'] }],
  ['cap_add: [A, B]', 'cap_add: [B, C]', { cap_add: ['A', 'B', 'C'] }],
  ['labels: {a: 1, b: 2}', 'labels: ["b=3"]', { labels: { a: '1', b: '3' } }],
  ['extra_hosts: ["h:1.1.1.1"]', 'extra_hosts: {h: 2.2.2.2}', { extra_hosts: ['h=1.1.1.1', 'h=2.2.2.2'] }],
  [
    'ulimits: {nofile: 5}',
    'ulimits: {nofile: {soft: 1, hard: 2}}',
    { ulimits: { nofile: { soft: 1, hard: 2 } } },
  ],
  ['logging: {driver: a, options: {x: 1}}', 'logging: {driver: b}', { logging: { driver: 'b' } }],
  [
    'logging: {driver: a, options: {x: 1}}',
    'logging: {options: {y: 2}}',
    { logging: { driver: 'a', options: { x: '1', y: '2' } } },
  ],
  ['x-a: {b: [1]}', 'x-a: {b: [2]}', { 'x-a': { b: [1, 2] } }],
])('%s under %s', (base, over, expected) => {
  const { project } = merged(base, over);
  expect(project.services['web']).toEqual({ image: 'nginx', networks: { default: null }, ...expected });
});

test('shapes that do not fit are refused at the later one', () => {
  const { diagnostics, place } = merged('deploy: {mode: global}', 'deploy: [a]');
  expect(diagnostics.map(({ code }) => code)).toEqual(['cannot-override']);
  expect(place(diagnostics[0]?.at)).toBe('over.yaml:3:13');
});

test('items that must be distinct may not come from both files', () => {
  expect(merged('security_opt: [a]', 'security_opt: [a]').codes).toEqual(['equal-items']);
});

test('!override replaces and !reset removes what earlier files say', () => {
  expect(
    merged('ports: ["80:80"]', 'ports: !override ["81:81"]').project.services['web']?.ports,
  ).toMatchObject([{ published: '81' }]);
  expect(merged('ports: ["80:80"]', 'ports: !reset []').project.services['web']).not.toHaveProperty('ports');
});

test('pools of a network that a later file does not repeat are lost, as in Compose', () => {
  const { project } = loadCompose({
    'a.yaml': 'services: {web: {image: x}}\nnetworks: {default: {ipam: {config: [{subnet: 10.0.0.0/24}]}}}',
    'b.yaml': 'networks: {default: {ipam: {config: [{subnet: 10.1.0.0/24}]}}}',
  });
  expect(project.networks?.['default']?.ipam?.config).toEqual([{ subnet: '10.1.0.0/24' }]);
});
