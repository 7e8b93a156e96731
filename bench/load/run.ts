/**
 * How long loading takes against YAML parsing alone, and how it grows with the number of services:
 * `npm run bench:load`. Prints milliseconds, the median of several runs in one warm process.
 */
import { parse } from 'yaml';
import type { FileSystem } from '../../lib/compose/file-system.js';
import { loadProject } from '../../lib/compose/load.js';
import { printYaml } from '../../lib/compose/print-yaml.js';
import { projectOptions } from '../../lib/compose/project-options.js';

const FILE = '/shop/compose.yaml';

const rows = [10, 100, 1000].map((services) => {
  const text = projectOf(services);
  const runs = services > 500 ? 5 : 15;
  const parsing = median(runs, () => parse(text, { merge: true, maxAliasCount: -1 }));
  const loading = median(runs, () => load(text));
  const printing = median(runs, () => printYaml(load(text))) - loading;
  return {
    services,
    kilobytes: Math.round(text.length / 1024),
    parsing,
    loading,
    printing,
    ratio: loading / parsing,
  };
});
const round = (value: number): string => value.toFixed(1).padStart(10);
process.stdout.write('  services        kB   yaml ms   load ms  print ms  load/yaml\n');
for (const { services, kilobytes, parsing, loading, printing, ratio } of rows) {
  const figures = [parsing, loading, printing, ratio].map(round).join('');
  process.stdout.write(`${String(services).padStart(10)}${String(kilobytes).padStart(10)}${figures}\n`);
}

/** A project of services as people write them: images, ports, variables, a shared anchor, dependencies. */
function projectOf(services: number): string {
  const one = (index: number): string => `
  service-${index}:
    <<: *defaults
    image: registry.example.com/shop/service-${index}:\${TAG:-latest}
    command: ["serve", "--port", "8080", "--name", "service-${index}"]
    environment:
      DATABASE_URL: postgres://shop:\${PASSWORD:-secret}@db:5432/service_${index}
      LOG_LEVEL: \${LOG_LEVEL:-info}
      INDEX: ${index}
    ports: ["${10000 + index}:8080"]
    volumes: ["data-${index % 10}:/var/lib/service", "./config/${index}:/etc/service:ro"]
    networks: [front, back]
    depends_on: { ${index > 0 ? `service-${index - 1}: { condition: service_started }` : ''} }
    healthcheck: { test: ["CMD", "curl", "-f", "http://localhost:8080/health"], interval: 10s, timeout: 3s }
    deploy: { replicas: 2, resources: { limits: { cpus: "0.5", memory: 256M } } }
    labels: { shop.team: team-${index % 7}, shop.tier: web }`;
  const volumes = Array.from({ length: Math.min(10, services) }, (_, index) => `  data-${index}: {}`).join(
    '\n',
  );
  return `name: shop
x-defaults: &defaults
  restart: unless-stopped
  logging: { driver: json-file, options: { max-size: 10m } }
services:${Array.from({ length: services }, (_, index) => one(index)).join('')}
networks:
  front: {}
  back: { internal: true }
volumes:
${volumes}
`;
}

function load(text: string): object {
  const files: FileSystem = {
    kind: (path) => (path === FILE ? 'file' : path === '/shop' ? 'directory' : 'missing'),
    read: (path) => (path === FILE ? { kind: 'file', text } : { kind: 'missing' }),
    realPath: (path) => path,
  };
  const options = projectOptions({}, { environment: { HOME: '/root' }, directory: '/shop', files }).value;
  const project = options && loadProject(options, files).value?.project;
  if (project === undefined) throw new Error('the benchmark’s own project does not load');
  return project;
}

function median(runs: number, run: () => unknown): number {
  run();
  const times = Array.from({ length: runs }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}
