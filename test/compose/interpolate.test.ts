import { loadCompose } from '../support/compose.js';

const service = (rest: string, environment: Readonly<Record<string, string>> = {}) =>
  loadCompose(`services:\n  web:\n    image: nginx\n${rest}`, { environment });

test('a text becomes a boolean or a number where Compose wants one', () => {
  const { project } = service('    init: "${INIT}"\n    scale: "${N}"\n    cpus: "${C}"\n', {
    INIT: 'true',
    N: '2',
    C: '0.1',
  });
  expect(project.services['web']).toMatchObject({ init: true, scale: 2, cpus: 0.1 });
});

test('a word of YAML 1.1 is taken with a warning', () => {
  const { codes, project } = service('    tty: "${T:-yes}"\n');
  expect(codes).toEqual(['deprecated-boolean']);
  expect(project.services['web']?.tty).toBe(true);
});

test('an unset variable is a warning at its place', () => {
  const { diagnostics, place } = service('    hostname: a-${NOPE}\n');
  expect(diagnostics[0]).toMatchObject({ code: 'unset-variable', severity: 'warning' });
  expect(place(diagnostics[0]?.at)).toBe('compose.yaml:4:15');
});

test('every text that fails is told', () => {
  const { codes } = service('    hostname: ${A!}\n    user: ${B:?who}\n    scale: "${C:-x}"\n');
  expect(codes).toEqual(['invalid-interpolation', 'required-variable-missing', 'invalid-value']);
});

test('keys are left alone, and COMPOSE_PROJECT_NAME is known', () => {
  const { project } = service('    labels: {"$A": "${COMPOSE_PROJECT_NAME}"}\n');
  expect(project.services['web']?.labels).toEqual({ $A: 'shop' });
});

test('with interpolation off, texts stay', () => {
  const { project } = loadCompose('services: {web: {image: "nginx:$TAG"}}', {
    switches: { interpolate: false },
  });
  expect(project.services['web']?.image).toBe('nginx:$TAG');
});
