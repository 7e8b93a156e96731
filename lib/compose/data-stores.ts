import { isDataPath } from './bind-names.js';

/** By how the last part of an image's repository begins: the data store that such a container is. */
const DATA_STORES: Readonly<Record<string, string>> = {
  activemq: 'ActiveMQ',
  'activemq-artemis': 'ActiveMQ',
  arangodb: 'ArangoDB',
  cassandra: 'Cassandra',
  chroma: 'Chroma',
  clickhouse: 'ClickHouse',
  cockroach: 'CockroachDB',
  couchdb: 'CouchDB',
  'cp-enterprise-kafka': 'Kafka',
  'cp-kafka': 'Kafka',
  'cp-server': 'Kafka',
  'cp-zookeeper': 'ZooKeeper',
  dragonfly: 'Dragonfly',
  elasticsearch: 'Elasticsearch',
  etcd: 'etcd',
  influxdb: 'InfluxDB',
  kafka: 'Kafka',
  keydb: 'KeyDB',
  kvrocks: 'Kvrocks',
  mariadb: 'MariaDB',
  meilisearch: 'Meilisearch',
  memcached: 'Memcached',
  milvus: 'Milvus',
  mongo: 'MongoDB',
  mongodb: 'MongoDB',
  mysql: 'MySQL',
  nats: 'NATS',
  neo4j: 'Neo4j',
  opensearch: 'OpenSearch',
  percona: 'MySQL',
  'pgvecto-rs': 'PostgreSQL',
  pgvector: 'PostgreSQL',
  postgis: 'PostgreSQL',
  postgres: 'PostgreSQL',
  postgresql: 'PostgreSQL',
  pulsar: 'Pulsar',
  qdrant: 'Qdrant',
  questdb: 'QuestDB',
  rabbitmq: 'RabbitMQ',
  ravendb: 'RavenDB',
  redis: 'Redis',
  redpanda: 'Redpanda',
  rethinkdb: 'RethinkDB',
  scylla: 'ScyllaDB',
  solr: 'Solr',
  surrealdb: 'SurrealDB',
  timescaledb: 'PostgreSQL',
  typesense: 'Typesense',
  valkey: 'Valkey',
  'victoria-metrics': 'VictoriaMetrics',
  weaviate: 'Weaviate',
  yugabyte: 'YugabyteDB',
  zookeeper: 'ZooKeeper',
};

/** What shows the data of others to people: `opensearch-dashboards`. */
const SHOWS_DATA = /-(?:dashboards?|ui|web)$/;

/** The data store that an image is, by its repository: `clickhouse/clickhouse-server` is ClickHouse. */
export function dataStoreOf(repository: string | undefined): string | undefined {
  const image = repository?.split('/').at(-1) ?? '';
  if (SHOWS_DATA.test(image)) return undefined;
  const name = Object.keys(DATA_STORES).find((store) => image === store || image.startsWith(`${store}-`));
  return name === undefined ? undefined : DATA_STORES[name];
}

/** Whether an image is a data store's that fills its own data path when it starts. */
export function fillsItself(repository: string | undefined, path: string): boolean {
  return dataStoreOf(repository) !== undefined && isDataPath(path);
}
