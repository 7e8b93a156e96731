/** What ports and images usually are: the knowledge behind guesses that the plan prints as its causes. */
import { dataStoreOf } from '../compose/data-stores.js';

/** Target ports that usually speak HTTP. */
export const HTTP_PORTS: ReadonlySet<number> = new Set([
  80, 81, 1337, 1880, 2368, 3000, 3001, 3002, 3003, 3030, 3100, 3200, 3333, 4000, 4173, 4200, 4321, 5000,
  5001, 5050, 5173, 5601, 5678, 6006, 6080, 7860, 8000, 8001, 8002, 8003, 8008, 8010, 8025, 8065, 8069, 8080,
  8081, 8082, 8083, 8084, 8085, 8086, 8087, 8088, 8089, 8090, 8091, 8096, 8123, 8161, 8200, 8384, 8428, 8500,
  8501, 8761, 8787, 8888, 8889, 8983, 8989, 9000, 9001, 9080, 9090, 9091, 9411, 9696, 15_672, 16_686, 19_999,
]);

/** Target ports that usually speak TLS themselves. */
export const TLS_PORTS: ReadonlySet<number> = new Set([443, 8443, 9443]);

const DATA_STORE_PORTS: Readonly<Record<number, string>> = {
  1433: 'SQL Server',
  1521: 'Oracle',
  2181: 'ZooKeeper',
  2379: 'etcd',
  2380: 'etcd',
  3306: 'MySQL',
  4222: 'NATS',
  5432: 'PostgreSQL',
  5672: 'RabbitMQ',
  5984: 'CouchDB',
  6333: 'Qdrant',
  6334: 'Qdrant',
  6379: 'Redis',
  7687: 'Neo4j',
  8529: 'ArangoDB',
  9042: 'Cassandra',
  9092: 'Kafka',
  9200: 'Elasticsearch',
  9300: 'Elasticsearch',
  11211: 'Memcached',
  19_530: 'Milvus',
  26257: 'CockroachDB',
  27017: 'MongoDB',
  28_015: 'RethinkDB',
  33_060: 'MySQL',
  61_616: 'ActiveMQ',
};

/** Receivers of telemetry take what anybody sends them, and show it to whoever asks. */
const TELEMETRY_PORTS: Readonly<Record<number, string>> = {
  4317: 'OpenTelemetry',
  4318: 'OpenTelemetry',
  6831: 'Jaeger',
  6832: 'Jaeger',
  8125: 'StatsD',
  14_250: 'Jaeger',
  14_268: 'Jaeger',
  24_224: 'Fluentd',
  55_679: 'OpenTelemetry',
  55_680: 'OpenTelemetry',
  55_681: 'OpenTelemetry',
};

/** A debugger runs what it is told to. */
const DEBUGGER_PORTS: Readonly<Record<number, string>> = {
  2345: 'Delve',
  5005: 'the Java debugger',
  9222: 'the debugger of Chrome',
  9229: 'the inspector of Node.js',
};

const ADMIN_CONSOLE_IMAGES: Readonly<Record<string, string>> = {
  adminer: 'Adminer',
  akhq: 'AKHQ',
  cloudbeaver: 'CloudBeaver',
  cmak: 'CMAK',
  dbgate: 'DbGate',
  'elasticsearch-head': 'elasticsearch-head',
  'elasticsearch-hq': 'ElasticHQ',
  elasticvue: 'Elasticvue',
  'kafka-manager': 'CMAK',
  'kafka-ui': 'Kafka UI',
  kafdrop: 'Kafdrop',
  'mongo-express': 'mongo-express',
  pgadmin4: 'pgAdmin',
  pghero: 'PgHero',
  pgweb: 'pgweb',
  phpmyadmin: 'phpMyAdmin',
  phpredisadmin: 'phpRedisAdmin',
  'redis-commander': 'Redis Commander',
  redisinsight: 'Redis Insight',
  sqlpad: 'SQLPad',
};

/**
 * What is behind a port that nobody means for the internet, since it trusts whoever reaches it: a data store, a console
 * of one, a collector of telemetry, or a debugger. Undefined when it looks like none.
 */
export function backEndBehind(repository: string | undefined, target: number): string | undefined {
  const image = repository?.split('/').at(-1) ?? '';
  const console = ADMIN_CONSOLE_IMAGES[image];
  if (console !== undefined) return `${console}, an admin console`;
  const collector = TELEMETRY_PORTS[target];
  return (
    dataStoreOf(repository) ??
    DATA_STORE_PORTS[target] ??
    DEBUGGER_PORTS[target] ??
    (collector === undefined ? undefined : `${collector}, a collector of telemetry`)
  );
}
