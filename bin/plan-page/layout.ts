import type { DeploymentPlan, FileSystemPlan, ServicePlan } from '../../lib/model/deployment-plan.js';
import { entrances, type Entrance } from './entrances.js';

/** A vertical line of the picture that services hang on: a network, or a file system that several of them mount. */
export interface Lane {
  readonly kind: 'network' | 'volume';
  readonly name: string;
  readonly x: number;
  /** Names of the services on it. */
  readonly members: readonly string[];
  readonly note: string;
}

/** A service's row. */
export interface Row {
  readonly service: ServicePlan;
  /** The card's upper edge. */
  readonly y: number;
  /** File systems that it alone mounts. */
  readonly volumes: readonly FileSystemPlan[];
  readonly entrances: readonly Entrance[];
}

/** Where everything of the picture stands. Services are rows, so that fifty of them make a long page, not a wide one. */
export interface Layout {
  readonly rows: readonly Row[];
  readonly lanes: readonly Lane[];
  readonly cardX: number;
  /** Where the file systems stand that one service alone mounts. */
  readonly volumeX: number;
  readonly width: number;
  readonly height: number;
}

/** The card of a service, and the space that the rows and lanes take. */
export const size = { card: { width: 300, height: 96 }, row: 120, lane: 46, top: 96 } as const;

/** Lays out rows (what is published comes first, then what that waits for) and lanes. */
export function layOut(plan: DeploymentPlan): Layout {
  const ways = entrances(plan);
  const published = new Set(ways.map(({ target }) => target.service));
  const services = [
    ...plan.services.filter(({ name }) => published.has(name)),
    ...plan.services.filter(({ name }) => !published.has(name)),
  ];
  const cardX = published.size > 0 ? 250 : 24;
  const first = cardX + size.card.width + 44;
  const networks = plan.networks.map((network, index) => ({
    kind: 'network' as const,
    name: network.name,
    x: first + index * size.lane,
    members: network.members,
    note: network.internal
      ? 'internal: no way out to the internet'
      : 'members reach each other on every port',
  }));
  const shared = plan.fileSystems.filter(({ mountedBy }) => mountedBy.length > 1);
  const volumes = shared.map((fileSystem, index) => ({
    kind: 'volume' as const,
    name: fileSystem.name,
    x: first + (networks.length + index) * size.lane,
    members: fileSystem.mountedBy.map(({ service }) => service),
    note: noteOf(fileSystem),
  }));
  const lanes = [...networks, ...volumes];
  const volumeX = (lanes.at(-1)?.x ?? first) + 60;
  return {
    rows: services.map((service, index) => ({
      service,
      y: size.top + index * size.row,
      volumes: plan.fileSystems.filter(
        (fileSystem) => !shared.includes(fileSystem) && fileSystem.mountedBy[0]?.service === service.name,
      ),
      entrances: ways.filter(({ target }) => target.service === service.name),
    })),
    lanes,
    cardX,
    volumeX,
    // Room for the names of volumes.
    width: volumeX + 220,
    height: size.top + services.length * size.row + 10,
  };
}

/** What kind of file system it is. */
export function noteOf({ existing }: FileSystemPlan): string {
  return existing === undefined ? 'an EFS file system' : `the EFS file system ${existing}`;
}
