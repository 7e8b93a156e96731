import { filesInVolumes } from '../compose/files-in-volumes.js';
import { volumeFillings } from '../compose/volume-filling.js';
import type { ContainerPlan, FillPlan, ImagePlan, MountPlan, TaskVolume } from '../model/deployment-plan.js';
import { ecsName } from './identity.js';
import { helperName, initName, type InitWork } from './init-container.js';
import type { Planning } from './planning.js';

/** Where the init container puts its tools, and where volumes stand beside what they will hide. */
const TOOLS = '/.cdk-compose';

/** How a service's volumes get what its image has for them. */
export interface ServiceFilling {
  readonly volumes: readonly TaskVolume[];
  /** Of the init container. */
  readonly work: InitWork;
  /** Copies the files, after the init container and before the service's own. */
  readonly container: ContainerPlan;
}

/** What of a service's storage is filled. */
interface Filled {
  readonly image: ImagePlan;
  /** The service's own mounts. */
  readonly mounts: readonly MountPlan[];
}

interface Fill {
  readonly plan: FillPlan;
  /** What fill.sh is told: see there. */
  readonly words: (volume: string) => readonly string[];
}

/**
 * Fills a service's volumes in its own task, in a container of its own image: nobody else has the files. The image may
 * have no shell, so the init container brings one. Undefined: there is nothing to fill.
 */
export function volumeFilling(
  planning: Planning,
  service: string,
  { image, mounts }: Filled,
): ServiceFilling | undefined {
  const fills = fillsOf(planning, service, { image, mounts });
  const [first] = fills;
  if (first === undefined) return undefined;
  const filled = [...new Set(fills.map(({ plan }) => plan.volume))];
  const cause = { ...first.plan.cause, because: `fills ${filled.join(', ')}` };
  const tools = `${ecsName(service)}-tools`;
  const toolsMount = (readOnly: boolean): MountPlan => ({
    volume: tools,
    containerPath: TOOLS,
    readOnly,
    cause,
  });
  const beside = filled.map((volume, index): MountPlan => ({
    volume,
    containerPath: `${TOOLS}-volume-${index}`,
    readOnly: false,
    cause,
  }));
  const placeOf = (volume: string): string =>
    beside.find((mount) => mount.volume === volume)?.containerPath ?? '';
  return {
    volumes: [{ kind: 'task-storage', name: tools }],
    work: { words: ['tools', TOOLS], mounts: [toolsMount(false)], secrets: [], cause },
    container: {
      name: helperName(planning, service, 'fill'),
      cause,
      essential: false,
      image,
      portMappings: [],
      mounts: [toolsMount(true), ...beside],
      fills: fills.map(({ plan }) => plan),
      tmpfs: [],
      files: [],
      logStreamPrefix: `${service}-fill`,
      dependsOn: [{ container: initName(planning, service), condition: 'SUCCESS' }],
      settings: {
        entryPoint: [`${TOOLS}/busybox`],
        command: [
          'sh',
          `${TOOLS}/fill.sh`,
          ...fills.flatMap(({ plan, words }) => words(placeOf(plan.volume))),
        ],
        // Whoever the service runs as: files have all sorts of owners.
        user: '0:0',
      },
      // What the settings do is told by what it fills.
      causes: {},
      secrets: [],
    },
  };
}

/** Files come last: they stand in a volume whether it was filled now, before or never. */
function fillsOf(planning: Planning, service: string, { image, mounts }: Filled): readonly Fill[] {
  const targets = planning.project.services[service]?.volumes ?? [];
  const volumeAt = (index: number): string | undefined =>
    mounts.find(({ containerPath }) => containerPath === targets[index]?.target)?.volume;
  const version = (image.digest ?? image.tag).replace(/^sha256:/, '').slice(0, 12);
  const folders = volumeFillings(planning, service, planning.images[service]).flatMap(
    ({ index, path, because }): readonly Fill[] => {
      const volume = volumeAt(index);
      if (volume === undefined) return [];
      return [
        {
          plan: {
            when: 'while empty',
            volume,
            source: path,
            cause: planning.cause(['services', service, 'volumes', index], because),
          },
          words: (place) => ['fill', path, place, `${version}-${index}`],
        },
      ];
    },
  );
  const files = filesInVolumes(planning, service, planning.images[service]).flatMap(
    ({ name, target, mount, path }): readonly Fill[] => {
      const volume = volumeAt(mount);
      const above = targets[mount]?.target.replace(/\/$/, '') ?? '';
      if (volume === undefined) return [];
      return [
        {
          plan: {
            when: 'each start',
            volume,
            source: target,
            cause: planning.cause(path, `${name} is mounted inside of the volume at ${above}`),
          },
          words: (place) => ['file', target, place, target.slice(above.length + 1)],
        },
      ];
    },
  );
  return [...folders, ...files];
}
