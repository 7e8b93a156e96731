import { Match } from 'aws-cdk-lib/assertions';
import { checkDeployment, formatFinding } from '../fargate/check-deployment.js';
import type { Json } from '../fargate/json.js';
import { planned } from '../support/planned.js';
import { templateOf } from './fixtures/template.js';

const size = 'deploy: {resources: {limits: {cpus: "0.5", memory: 1g}}}';

const { plan } = planned(`
name: shop
services:
  web:
    image: nginx
    ${size}
    volumes: ["./site.conf:/etc/nginx/conf.d/default.conf", "/etc/localtime:/etc/localtime:ro"]
  db:
    image: postgres
    ${size}
    volumes: ["./pg data/ü:/var/lib/postgresql/data"]
  notes:
    image: notes
    ${size}
    user: "1000"
    volumes: ["/mnt/notes:/notes", "boards:/srv", "./boards:/srv/boards:ro"]
volumes: {boards: }
`);
const template = templateOf(plan);

/** The volumes and mount points of a container's task definition. */
function storageOf(container: string) {
  const definitions = template.findResources('AWS::ECS::TaskDefinition', {
    Properties: { ContainerDefinitions: Match.arrayWith([Match.objectLike({ Name: container })]) },
  });
  const [definition] = Object.values(definitions) as {
    readonly Properties: {
      readonly Volumes?: readonly object[];
      readonly ContainerDefinitions: readonly { readonly MountPoints?: readonly object[] }[];
    };
  }[];
  return {
    volumes: definition?.Properties.Volumes ?? [],
    mounts: definition?.Properties.ContainerDefinitions[0]?.MountPoints ?? [],
  };
}

test('what is in the image is not mounted', () => {
  expect(storageOf('web')).toEqual({ volumes: [], mounts: [] });
});

test('a folder of data is an encrypted file system that outlives the stack', () => {
  const own = plan.fileSystems.find(({ name }) => name.startsWith('./pg data'));
  const made = template.toJSON().Resources[own?.logicalId ?? ''];
  expect(made).toMatchObject({
    Type: 'AWS::EFS::FileSystem',
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: { Encrypted: true },
  });
  expect(storageOf('db')).toMatchObject({
    volumes: [{ EFSVolumeConfiguration: { FilesystemId: { Ref: own?.logicalId } } }],
    mounts: [{ ContainerPath: '/var/lib/postgresql/data', ReadOnly: false }],
  });
});

test('a folder of the image below a volume is mounted from storage of the task', () => {
  const { volumes, mounts } = storageOf('notes');
  expect(mounts).toMatchObject([
    { ContainerPath: '/notes' },
    { ContainerPath: '/srv' },
    { ContainerPath: '/srv/boards', ReadOnly: true },
  ]);
  expect(volumes[2]).toEqual({ Name: 'notes-files-2' });
});

test('nothing of it is what AWS refuses, whatever folders are called', () => {
  expect(checkDeployment({ stack: template.toJSON() as Json }).map(formatFinding)).toEqual([]);
  const groups = Object.values(template.findResources('AWS::EC2::SecurityGroup'));
  for (const { Properties } of groups as { readonly Properties: { readonly GroupDescription: string } }[])
    expect(Properties.GroupDescription).toMatch(/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
  for (const { Properties } of Object.values(template.findResources('AWS::ECS::TaskDefinition')) as {
    readonly Properties: { readonly Volumes?: readonly { readonly Name: string }[] };
  }[])
    for (const { Name } of Properties.Volumes ?? []) expect(Name).toMatch(/^[A-Za-z0-9_-]{1,255}$/);
});
