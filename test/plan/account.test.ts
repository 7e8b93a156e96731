import { account, isOpenLoss } from '../../lib/plan/account.js';
import { loadCompose } from '../support/compose.js';

function entries(
  text: string | Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
) {
  const { loaded, place } = loadCompose(text, { files });
  const found = account(loaded);
  return {
    found,
    lines: found.map(
      ({ path, at, fate, by, verdict }) =>
        `${path.join('.')} ${place(at)} ${verdict?.level ?? fate}${by === undefined ? '' : ` by ${place(by)}`}`,
    ),
    entry: (key: string) => found.find(({ path }) => path.join('.') === key),
  };
}

test('a key has its own verdict, or shares that of the key around it', () => {
  const { entry } = entries('services: { web: { image: x, environment: { A: 1 }, pull_policy: always } }');
  expect(entry('services.web.pull_policy')?.verdict?.level).toBe('ignored');
  expect(entry('services.web.environment')?.inherits).toBe(false);
  expect(entry('services.web.environment.A')).toMatchObject({
    inherits: true,
    verdict: { level: 'full', path: ['services', 'web', 'environment'] },
  });
});

test('items of lists fare on their own, below their key', () => {
  const { entry } = entries(
    'services: { web: { image: x, volumes: ["/var/run/docker.sock:/s", "d:/d"] } }\nvolumes: { d: }',
  );
  expect(entry('services.web.volumes')?.verdict?.level).toBe('full');
});

test('a key of a base counts where services extend it', () => {
  const { entry, lines } = entries(
    { 'compose.yaml': 'services:\n  web:\n    extends: { file: base.yaml, service: app }\n    user: "1"\n' },
    { 'base.yaml': 'services:\n  app:\n    image: x\n    user: "2"\n  other:\n    image: y\n' },
  );
  expect(entry('services.app.image')).toMatchObject({
    fate: 'effective',
    counts: [['services', 'web', 'image']],
    verdict: { level: 'full' },
  });
  expect(lines).toContain('services.app.user base.yaml:4:5 overridden by compose.yaml:4:5');
  expect(lines).toContain('services.other.image base.yaml:6:5 inactive');
  expect(entry('services.web.extends')?.verdict?.level).toBe('full');
});

test('what a fragment holds is told where it is written, once', () => {
  const { found, entry } = entries(
    'x-common: &common\n  user: "1"\n  tty: true\nservices:\n  web: { <<: *common, image: x, tty: false }\n  api: { <<: *common, image: x }\n',
  );
  expect(entry('x-common.user')?.counts).toContainEqual(['services', 'api', 'user']);
  expect(entry('x-common.user')?.verdict?.path).toContain('user');
  expect(found.filter(({ path }) => path.at(-1) === 'tty')).toHaveLength(2);
  expect(found.filter(({ path }) => path.at(-1) === '<<')).toHaveLength(2);
});

test('what a reset removes names the reset', () => {
  const { lines } = entries({
    'compose.yaml': 'services:\n  web:\n    image: x\n    labels: { a: b }\n',
    'over.yaml': 'services:\n  web:\n    labels: !reset null\n',
  });
  expect(lines).toContain('services.web.labels compose.yaml:4:5 overridden by over.yaml:3:5');
  expect(lines).toContain('services.web.labels.a compose.yaml:4:15 overridden by over.yaml:3:5');
  expect(lines).toContain('services.web.labels over.yaml:3:5 full');
});

test('variables that a list states in one file and a map in another', () => {
  const { lines } = entries({
    'compose.yaml': 'services:\n  web:\n    image: x\n    environment: { A: 1, B: 1 }\n',
    'over.yaml': 'services:\n  web:\n    environment: [A=2]\n',
  });
  expect(lines).toContain('services.web.environment.A compose.yaml:4:20 overridden by over.yaml:3:19');
  expect(lines).toContain('services.web.environment compose.yaml:4:5 full');
});

test('losses are open until they are acknowledged; extensions of other tools are no losses', () => {
  const { found } = entries(
    'services: { web: { image: x, tty: true, pull_policy: always, cpuset: "0", x-other: 1 } }\nx-aws-acknowledge: { services.web.cpuset: known }',
  );
  const open = found.flatMap(({ verdict }) =>
    verdict !== undefined && isOpenLoss(verdict) ? [verdict.path.at(-1)] : [],
  );
  expect(open).toEqual(['pull_policy']);
});

test('variables of env files count where services take them, and are overridden by what they state', () => {
  const { lines, entry } = entries(
    {
      'compose.yaml':
        'services:\n  web:\n    image: x\n    env_file: [a.env, b.env]\n    environment: { C: 1 }\n  api:\n    image: x\n    env_file: a.env\n',
    },
    { 'a.env': 'A=1\nexport C=3\n', 'b.env': '# of web\nA=2\n' },
  );
  expect(entry('services.web.env_file')?.verdict?.level).toBe('full');
  expect(entry('services.api.environment.A')).toMatchObject({
    at: { source: 'a.env', start: 0 },
    fate: 'effective',
    counts: [['services', 'api', 'environment', 'A']],
    verdict: { level: 'full', path: ['services', 'api', 'environment'] },
  });
  expect(entry('services.web.environment.A')).toMatchObject({ at: { source: 'b.env', start: 9 } });
  expect(entry('services.api.environment.C')).toMatchObject({ at: { source: 'a.env', start: 4 } });
  expect(lines.filter((line) => line.includes('.env:'))).toHaveLength(3);
});
