import { initImage } from '../../lib/compose/init-image.js';
import type { PlanOptions } from '../../lib/plan/plan-options.js';
import { type Given, planned } from '../support/planned.js';

const vpc = {
  id: 'vpc-0123456789abcdef0',
  availabilityZones: ['eu-central-1a', 'eu-central-1b'],
  privateSubnets: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
};
const db = { arn: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-AbCdEf', version: 'v1' };
const compose = (services: string) => `
name: shop
x-aws-vpc: vpc-0123456789abcdef0
services: { ${services} }
secrets: { db: { file: ./db } }
`;
const two = 'web: { image: nginx }, api: { image: nginx }';

function plan(services: string, more: object = {}) {
  const text = compose(services);
  return planned(text, { bindings: { version: 1, vpc: { ...vpc, ...more }, secrets: { db } } });
}

test('in a VPC of others each task adds the domain of the project to its search list first', () => {
  const { service, codes } = plan(two);
  const [web, init] = service('web').containers;
  expect(web?.dependsOn).toEqual([{ container: 'web-init', condition: 'SUCCESS' }]);
  expect(init).toMatchObject({
    name: 'web-init',
    essential: false,
    settings: { command: ['search', 'shop.internal'] },
  });
  expect(codes).not.toContain('names-need-search-domain');
});

test('one container does it beside the files of secrets; the others of the task wait for it', () => {
  const { service } = plan(
    `web: { image: nginx, secrets: [db] }, side: { image: nginx, network_mode: "service:web", secrets: [db] }`,
  );
  const [web, init, side, sideInit] = service('web').containers;
  expect(init?.settings.command?.slice(0, 4)).toEqual(['search', 'shop.internal', 'file', 'SECRET_1']);
  expect(web?.dependsOn).toEqual([{ container: 'web-init', condition: 'SUCCESS' }]);
  expect(side?.dependsOn).toEqual(
    expect.arrayContaining([
      { container: 'side-init', condition: 'SUCCESS' },
      { container: 'web-init', condition: 'SUCCESS' },
    ]),
  );
  expect(sideInit?.settings.command?.[0]).toBe('file');
});

test.each([
  ['whose DHCP options have the domain', two, { searchDomain: 'shop.internal' }],
  ['of a single service', 'web: { image: nginx }', {}],
])('not in a VPC %s', (_, services, more) => {
  expect(plan(services, more).service('web').containers).toHaveLength(1);
});

test('not in a VPC that is made, which hands the domain out', () => {
  const { service } = planned(`services: { ${two} }`);
  expect(service('web').containers).toHaveLength(1);
});

describe('in a VPC that the caller brings along', () => {
  const given = (services: string, more: PlanOptions = {}, images: Given['images'] = {}) =>
    planned(`name: shop\nservices: { ${services} }`, { options: { vpc: 'given', ...more }, images });

  test('each task does the same, whatever starts it', () => {
    const { plan: whole, codes } = given(
      `${two}, migrate: { image: migrate, x-aws-job: {} }, backup: { image: backup, x-aws-schedule: rate(1 day) }`,
    );
    for (const { name, containers } of whole.services) {
      const [main, init] = containers;
      expect(main?.dependsOn).toContainEqual({ container: `${name}-init`, condition: 'SUCCESS' });
      expect(init?.settings.command).toEqual(['search', 'shop.internal']);
    }
    expect(whole.services.map(({ kind }) => kind.value).toSorted()).toEqual([
      'job',
      'schedule',
      'service',
      'service',
    ]);
    expect(whole.vpc).toMatchObject({ kind: 'given', addedSearchDomain: { value: 'shop.internal' } });
    expect(codes).not.toContain('names-need-search-domain');
  });

  test.each([
    ['whose DHCP options have the domain', two, { searchDomain: 'shop.internal' }, 1],
    ['whose DHCP options have another domain', two, { searchDomain: 'acme.internal' }, 2],
    ['of a single service', 'web: { image: nginx }', {}, 1],
  ])('%s', (_, services, more, count) => {
    const { service, plan: whole, codes } = given(services, more);
    expect(service('web').containers).toHaveLength(count);
    const added = count === 1 ? undefined : { value: 'shop.internal' };
    expect(whole.vpc).toMatchObject({ kind: 'given', addedSearchDomain: added });
    expect(codes).not.toContain('names-need-search-domain');
  });

  const lacking = { [initImage]: 'missing' } as const;

  test('a deployment without the init image is refused, with the command that builds it', () => {
    const { plan: whole } = given(two, {}, lacking);
    expect(whole.missingImages).toMatchObject([
      { service: initImage, sentence: expect.stringContaining('cdk-compose build --app') as string },
    ]);
  });

  test('an init image that no task runs is not missed', () => {
    expect(given(two, { searchDomain: 'shop.internal' }, lacking).plan.missingImages).toEqual([]);
  });
});

test('no service has the name of an init container', () => {
  const { service } = plan('web: { image: nginx }, web-init: { image: nginx, network_mode: "service:web" }');
  const names = service('web').containers.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
