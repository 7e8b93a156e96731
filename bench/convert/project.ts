/** The project that both contenders deploy: `count` services in two networks, some published, two with volumes. */
export function composeText(count: number): string {
  const services = Array.from({ length: count }, (_, index) => serviceText(index));
  return [
    'name: bench',
    'services:',
    ...services,
    'networks:',
    '  front: {}',
    '  back: {}',
    'volumes:',
    '  data0: {}',
    '  data1: {}',
    '',
  ].join('\n');
}

/** Services whose port 8080 is published. */
export const published = [2, 3, 4, 5] as const;

/** Services that alone write a volume. */
export const writers = [0, 1] as const;

/** `sha256:…` of a service's image. */
export function digestOf(index: number): string {
  return `sha256:${index.toString(16).padStart(64, '0')}`;
}

function serviceText(index: number): string {
  const isPublished = published.some((one) => one === index);
  const isWriter = writers.some((one) => one === index);
  return [
    `  service${index}:`,
    `    image: registry.example.com/shop/service${index}@${digestOf(index)}`,
    `    networks: [${isPublished ? 'front, back' : 'back'}]`,
    '    environment:',
    `      NAME: service${index}`,
    '      LEVEL: info',
    '    healthcheck:',
    '      test: ["CMD", "wget", "-qO-", "http://localhost:8080/health"]',
    '      interval: 10s',
    '      timeout: 3s',
    '    deploy:',
    '      resources:',
    '        limits: { cpus: "0.25", memory: 512M }',
    ...(isPublished ? ['    ports:', `      - "${9000 + index}:8080"`] : []),
    ...(isWriter ? ['    volumes:', `      - data${index}:/data`] : []),
    ...(index >= 10 ? ['    depends_on:', `      service${index % 10}: { condition: service_healthy }`] : []),
  ].join('\n');
}
