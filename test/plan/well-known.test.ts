import { backEndBehind } from '../../lib/plan/well-known.js';

test.each([
  ['docker.io/library/postgres', 5433, 'PostgreSQL'],
  ['docker.io/bitnami/postgresql-repmgr', 9999, 'PostgreSQL'],
  ['docker.io/clickhouse/clickhouse-server', 8123, 'ClickHouse'],
  ['docker.io/confluentinc/cp-kafka', 9101, 'Kafka'],
  ['docker.io/example/app', 27017, 'MongoDB'],
  ['docker.io/example/app', 5005, 'the Java debugger'],
  ['docker.io/dpage/pgadmin4', 80, 'pgAdmin, an admin console'],
  ['docker.io/example/app', 4317, 'OpenTelemetry, a collector of telemetry'],
  [undefined, 6379, 'Redis'],
])('%s, port %i, trusts whoever reaches it', (repository, port, store) => {
  expect(backEndBehind(repository, port)).toBe(store);
});

test.each([
  ['docker.io/supertokens/supertokens-postgresql', 3567],
  ['docker.io/postgrest/postgrest', 3000],
  ['docker.io/opensearchproject/opensearch-dashboards', 5601],
  ['docker.io/minio/minio', 9000],
  ['docker.io/library/nginx', 80],
])('%s is for whoever comes', (repository, port) => {
  expect(backEndBehind(repository, port)).toBeUndefined();
});
