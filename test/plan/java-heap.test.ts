import { javaHeap } from '../../lib/plan/java-heap.js';
import { loadCompose } from '../support/compose.js';

function heapOf(service: string) {
  const web = loadCompose(`services: {web: {image: x, ${service}}}`).project.services['web'];
  return web && javaHeap('web', web);
}

test.each([
  ['environment: {ES_JAVA_OPTS: -Xms1g -Xmx1g}', 1024, ['environment', 'ES_JAVA_OPTS']],
  ['environment: {A: -Xmx256m, KAFKA_HEAP_OPTS: -Xmx512M -Xms512M}', 512, ['environment', 'KAFKA_HEAP_OPTS']],
  ['environment: {JAVA_OPTS: -Xmx1g -Xmx2g}', 2048, ['environment', 'JAVA_OPTS']],
  ['command: java -Xmx1536m -jar a.jar', 1536, ['command']],
  ['entrypoint: [java, -Xmx1073741824, -jar, a.jar]', 1024, ['entrypoint']],
])('%s is a heap of %i MiB', (service, mebibytes, key) => {
  expect(heapOf(service)).toMatchObject({ mebibytes, path: ['services', 'web', ...key] });
});

test.each(['environment: {JAVA_OPTS: -Xms1g}', 'command: java -Xmx1.5g', 'command: echo -Xmxyz'])(
  '%s states no heap',
  (service) => {
    expect(heapOf(service)).toBeUndefined();
  },
);
