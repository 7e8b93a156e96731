import type { Cause, DeploymentPlan } from '../../lib/model/deployment-plan.js';
import { layOut, noteOf, size, type Lane, type Layout, type Row } from './layout.js';
import { element, escapeHtml, label } from './svg.js';

/** The deployment as SVG: what the internet reaches, the services, and the networks and volumes that they share. */
export function picture(plan: DeploymentPlan): string {
  const layout = layOut(plan);
  const missing = new Set(plan.missingImages.map(({ service }) => service));
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: layout.width,
      height: layout.height,
      viewBox: `0 0 ${layout.width} ${layout.height}`,
      role: 'img',
      'aria-label': `The services, networks, ports and volumes of ${plan.project}`,
    },
    [
      arrowHead(),
      internet(layout),
      ...layout.lanes.map((lane, index) => laneLine(lane, index, layout)),
      ...layout.rows.flatMap((row) => [
        ...arrows(row, layout),
        ...stubs(row, layout),
        ...ownVolumes(row, layout),
        card(row, layout, missing.has(row.service.name)),
      ]),
    ],
  );
}

function arrowHead(): string {
  const shape = {
    id: 'arrow',
    viewBox: '0 0 8 8',
    refX: 8,
    refY: 4,
    markerWidth: 8,
    markerHeight: 8,
    orient: 'auto',
  };
  return element('defs', {}, [
    element('marker', shape, [element('path', { class: 'arrow-head', d: 'M0 0 8 4 0 8z' })]),
  ]);
}

function internet({ rows }: Layout): string {
  const published = rows.filter((row) => row.entrances.length > 0);
  const last = published.at(-1);
  if (last === undefined) return '';
  const bottom = last.y + size.card.height;
  const middle = (size.top + bottom) / 2;
  return element('g', {}, [
    element('rect', { class: 'internet', x: 24, y: size.top, width: 40, height: bottom - size.top, rx: 12 }),
    element(
      'text',
      { class: 'outside', 'text-anchor': 'middle', transform: `translate(49 ${middle}) rotate(-90)` },
      ['internet'],
    ),
  ]);
}

function arrows({ entrances, y }: Row, { cardX }: Layout): readonly string[] {
  return entrances.map(({ loadBalancer, name, target, cause }, index) => {
    const at = y + ((index + 1) * size.card.height) / (entrances.length + 1);
    const inside = loadBalancer.scheme === 'internal';
    return element('g', {}, [
      element('title', {}, [escapeHtml(`${loadBalancer.type} load balancer\n${reason(cause)}`)]),
      element('path', {
        class: 'arrow',
        d: `M${inside ? 140 : 64} ${at}H${cardX - 2}`,
        'marker-end': 'url(#arrow)',
      }),
      label((64 + cardX) / 2, at - 7, name, { kind: 'port', anchor: 'middle', width: 24 }),
      label((64 + cardX) / 2, at + 15, `${inside ? 'inside the VPC, ' : ''}to ${target.containerPort}`, {
        kind: 'quiet',
        anchor: 'middle',
      }),
    ]);
  });
}

function card({ service, y }: Row, { cardX }: Layout, imageMissing: boolean): string {
  const { cpu, memory } = service.size.value;
  const [container] = service.containers;
  const image = container?.image;
  const waits = service.startsAfter.map((dependency) => dependency.service);
  const count = service.kind.value === 'job' ? 'job' : `× ${service.desiredCount?.value ?? 'n'}`;
  const sizeText = `${cpu / 1024} vCPU · ${memory / 1024} GB · ${service.architecture.value === 'ARM64' ? 'arm64' : 'amd64'}`;
  const imageText =
    image === undefined
      ? ''
      : image.from === 'ecr'
        ? 'image built from the project'
        : `${image.repository.replace(/^docker\.io\/(library\/)?/, '')}:${image.tag}`;
  return element('g', { class: imageMissing ? 'card missing' : 'card' }, [
    element('rect', { x: cardX, y, width: size.card.width, height: size.card.height, rx: 10 }),
    element('rect', { class: 'edge', x: cardX, y: y + 12, width: 4, height: size.card.height - 24, rx: 2 }),
    label(cardX + 20, y + 26, service.name, { kind: 'name', width: 24 }),
    label(cardX + size.card.width - 16, y + 26, count, { kind: 'count', anchor: 'end' }),
    element('g', {}, [
      label(cardX + 20, y + 47, sizeText, { kind: 'fact' }),
      element('title', {}, [escapeHtml(reason(service.size.cause))]),
    ]),
    label(cardX + 20, y + 65, imageMissing ? `${imageText} (not locked)` : imageText, {
      kind: 'fact',
      width: 42,
    }),
    waits.length === 0
      ? ''
      : label(cardX + 20, y + 83, `starts after ${waits.join(', ')}`, { kind: 'quiet', width: 40 }),
  ]);
}

function laneLine(lane: Lane, index: number, { rows }: Layout): string {
  const ends = rows
    .filter(({ service }) => lane.members.includes(service.name))
    .map(({ y }) => y + stubOffset(index));
  const [first] = ends;
  const colour = `lane ${lane.kind} hue${index % 6}`;
  const title = element('title', {}, [escapeHtml(`${lane.kind} ${lane.name}: ${lane.note}`)]);
  const name = element(
    'text',
    { class: `lane-name ${lane.kind}`, transform: `translate(${lane.x + 2} ${size.top - 16}) rotate(-32)` },
    [escapeHtml(lane.name.length > 16 ? `${lane.name.slice(0, 15)}…` : lane.name)],
  );
  if (first === undefined) return element('g', { class: colour }, [title, name]);
  return element('g', { class: colour }, [
    title,
    name,
    element('path', { d: `M${lane.x} ${size.top - 10}V${ends.at(-1) ?? first}` }),
    ...(lane.kind === 'volume' ? [cylinder(lane.x, first)] : []),
  ]);
}

function cylinder(x: number, y: number): string {
  const [left, right] = [x - 11, x + 11];
  return element('g', { class: 'cylinder' }, [
    element('path', { d: `M${left} ${y - 11}v22c0 6 22 6 22 0v-22` }),
    element('ellipse', { cx: (left + right) / 2, cy: y - 11, rx: 11, ry: 4 }),
  ]);
}

function ownVolumes({ volumes, y }: Row, { cardX, volumeX }: Layout): readonly string[] {
  return volumes.map((volume, index) => {
    const at = y + ((index + 1) * size.card.height) / (volumes.length + 1);
    return element('g', { class: 'lane volume' }, [
      element('title', {}, [escapeHtml(`volume ${volume.name}: ${noteOf(volume)}\n${reason(volume.cause)}`)]),
      element('path', { d: `M${cardX + size.card.width} ${at}H${volumeX - 11}` }),
      cylinder(volumeX, at),
      label(volumeX + 20, at + 5, volume.name, { kind: 'volume-name', width: 26 }),
    ]);
  });
}

function stubs({ service, y }: Row, { lanes, cardX }: Layout): readonly string[] {
  const edge = cardX + size.card.width;
  return lanes.flatMap((lane, index) => {
    if (!lane.members.includes(service.name)) return [];
    const at = y + stubOffset(index);
    return [
      element('g', { class: `lane ${lane.kind} hue${index % 6}` }, [
        element('path', { d: `M${edge} ${at}H${lane.x}` }),
        ...(lane.kind === 'network' ? [element('circle', { cx: lane.x, cy: at, r: 6 })] : []),
      ]),
    ];
  });
}

// Each lane meets the cards at a height of its own, so that lines cross but never cover each other.
function stubOffset(lane: number): number {
  return 14 + ((lane * 15) % (size.card.height - 24));
}

function reason({ because, place }: Cause): string {
  return place === undefined ? because : `${because} (${place})`;
}
