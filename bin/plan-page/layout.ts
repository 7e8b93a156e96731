import type {
  DeploymentPlan,
  ListenerPlan,
  LoadBalancerPlan,
  ServicePlan,
} from '../../lib/model/deployment-plan.js';

/** A vertical line of the picture that services hang on: a network, or a file system. */
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
  readonly listeners: readonly { readonly listener: ListenerPlan; readonly loadBalancer: LoadBalancerPlan }[];
}

/** Where everything of the picture stands. Services are rows, so that fifty of them make a long page, not a wide one. */
export interface Layout {
  readonly rows: readonly Row[];
  readonly lanes: readonly Lane[];
  readonly cardX: number;
  readonly width: number;
  readonly height: number;
}

/** The card of a service, and the space that the rows and lanes take. */
export const size = { card: { width: 300, height: 96 }, row: 120, lane: 46, top: 96 } as const;

/** Lays out rows (what is published comes first, then what that waits for) and lanes. */
export function layOut(plan: DeploymentPlan): Layout {
  const listeners = plan.loadBalancers.flatMap((loadBalancer) =>
    loadBalancer.listeners.map((listener) => ({ listener, loadBalancer })),
  );
  const published = new Set(listeners.map(({ listener }) => listener.target.service));
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
  const volumes = plan.fileSystems.map((fileSystem, index) => ({
    kind: 'volume' as const,
    name: fileSystem.name,
    x: first + networks.length * size.lane + 34 + index * 2 * size.lane,
    members: fileSystem.mountedBy.map(({ service }) => service),
    note:
      fileSystem.existing === undefined ? 'an EFS file system' : `the EFS file system ${fileSystem.existing}`,
  }));
  const lanes = [...networks, ...volumes];
  return {
    rows: services.map((service, index) => ({
      service,
      y: size.top + index * size.row,
      listeners: listeners.filter(({ listener }) => listener.target.service === service.name),
    })),
    lanes,
    cardX,
    // Room for the last lane's slanted name.
    width: (lanes.at(-1)?.x ?? first) + 130,
    height: size.top + services.length * size.row + 10,
  };
}
