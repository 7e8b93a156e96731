import { checkDeployment, formatFinding } from '../fargate/check-deployment.js';
import type { Json } from '../fargate/json.js';
import { onlyResource, statementsOf, templateOf } from './fixtures/template.js';
import { volumesApp } from './fixtures/volumes-app.js';

const template = templateOf(volumesApp);

interface Container {
  readonly Name: string;
  readonly Essential: boolean;
  readonly Image: object;
  readonly User?: string;
  readonly EntryPoint?: readonly string[];
  readonly Command?: readonly string[];
  readonly DependsOn?: readonly object[];
  readonly MountPoints?: readonly object[];
}

function containersOf(service: string): Readonly<Record<string, Container>> {
  const { Properties } = onlyResource(template, 'AWS::ECS::TaskDefinition', service);
  const containers = Properties?.['ContainerDefinitions'] as readonly Container[];
  return Object.fromEntries(containers.map((container) => [container.Name, container]));
}

test('the filling container is the service’s own image, as root, before the service', () => {
  const { web, 'web-fill': fill } = containersOf('AppServicesweb');
  expect(fill).toMatchObject({
    Essential: false,
    Image: web?.Image,
    User: '0:0',
    EntryPoint: ['/.cdk-compose/busybox'],
    DependsOn: [{ ContainerName: 'web-init', Condition: 'SUCCESS' }],
  });
  expect(web?.DependsOn).toContainEqual({ ContainerName: 'web-fill', Condition: 'SUCCESS' });
});

test('it writes to a volume that the service only reads, and may do so', () => {
  const { web, 'web-fill': fill } = containersOf('AppServicesweb');
  expect(web?.MountPoints).toContainEqual({
    ContainerPath: '/app/static',
    SourceVolume: 'static',
    ReadOnly: true,
  });
  expect(fill?.MountPoints).toContainEqual({
    ContainerPath: '/.cdk-compose-volume-0',
    SourceVolume: 'static',
    ReadOnly: false,
  });
  const grants = statementsOf(template).filter(({ Action }) =>
    JSON.stringify(Action).includes('ClientMount'),
  );
  expect(grants.map(({ Action }) => Action)).toEqual(
    grants.map(() =>
      expect.arrayContaining(['elasticfilesystem:ClientWrite', 'elasticfilesystem:ClientRootAccess']),
    ),
  );
});

test('a job waits for its volumes, too', () => {
  const { index, 'index-fill': fill } = containersOf('AppServicesindex');
  expect([index?.Essential, fill?.Essential]).toEqual([true, false]);
  expect(index?.DependsOn).toContainEqual({ ContainerName: 'index-fill', Condition: 'SUCCESS' });
});

test('nothing of it is what AWS refuses', () => {
  expect(checkDeployment({ stack: template.toJSON() as Json }).map(formatFinding)).toEqual([]);
});
