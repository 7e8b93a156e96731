import { Template } from 'aws-cdk-lib/assertions';
import type { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { ServiceOverride } from '../../lib/constructs/service-override.js';
import { container, decided, service } from '../constructs/fixtures/plan.js';
import { onlyResource, stackOf, templateOf } from '../constructs/fixtures/template.js';
import { shop } from './shop.js';

function contentOf(...args: Parameters<typeof templateOf>): unknown {
  return onlyResource(templateOf(...args), 'Custom::ComposeJob').Properties?.['Content'];
}

function withContainer(changes: Parameters<typeof container>[1]): unknown {
  return contentOf(shop({ containers: [container('migrate', changes)] }));
}

const content = contentOf(shop());

test('is the same for the same plan, wherever the construct stands', () => {
  expect(contentOf(shop())).toBe(content);
  expect(contentOf(shop(), undefined, { path: ['Platform', 'Apps', 'Shop'] })).toBe(content);
  expect(contentOf(shop(), undefined, { stackName: 'Other' })).toBe(content);
});

test('changes with the image, the environment, the command and the size', () => {
  const { image } = container('migrate');
  const contents = [
    content,
    withContainer({ image: { ...image, digest: `sha256:${'e'.repeat(64)}` } }),
    withContainer({ settings: { environment: { STEP: '2' } } }),
    withContainer({ settings: { command: ['migrate', '--fast'] } }),
    contentOf(shop({ size: decided({ cpu: 1024, memory: 2048 }) })),
  ];
  expect(new Set(contents).size).toBe(contents.length);
});

test('does not change with what others do, or with where the task runs and logs', () => {
  const plan = shop();
  expect(contentOf({ ...plan, services: [...plan.services, service('worker')] })).toBe(content);
  expect(contentOf(shop({ networks: [] }))).toBe(content);
  expect(withContainer({ logStreamPrefix: 'elsewhere' })).toBe(content);
});

test('changes with what the caller adjusts', () => {
  const asUser: ServiceOverride['container'] = (props) => ({ ...props, user: '1000' });
  expect(contentOf(shop(), () => ({ services: { migrate: { container: asUser } } }))).not.toBe(content);
});

test('changes with an escape hatch', () => {
  const { stack, spelled } = stackOf(shop());
  const definition = spelled.tasks.get('migrate')?.taskDefinition.node.defaultChild as CfnTaskDefinition;
  definition.addPropertyOverride('EphemeralStorage.SizeInGiB', 100);
  const changed = onlyResource(Template.fromStack(stack), 'Custom::ComposeJob').Properties?.['Content'];
  expect(changed).not.toBe(content);
});

test('a change of content changes the task definition and the job, and no other resource', () => {
  const resources = (environment: Record<string, string>) => {
    const plan = shop({ containers: [container('migrate', { settings: { environment } })] });
    return templateOf(plan).toJSON()['Resources'] as Record<string, unknown>;
  };
  const [before, after] = [resources({ STEP: '1' }), resources({ STEP: '2' })];
  const changed = Object.keys(after).filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id]));
  expect(changed.map((id) => id.replace(/\w{8}$/, '')).toSorted()).toEqual([
    'AppServicesmigrateJob',
    'AppServicesmigrateTaskDefinition',
  ]);
});
