/** What the names of files and folders tell about them, where nothing else does. */
import { posix } from 'node:path';

/** A name with an extension; `conf.d` and `app.v2` are folders, `org.example.com` is a host. */
const EXTENSION = /[^.]\.(?!(?:d|com|org|net|local|v\d.*)$)[a-z][a-z0-9]{0,9}$/i;
const FILE_NAME =
  /^(?:\.env(?:\..+)?|id_(?:rsa|dsa|ecdsa|ed25519)|\.htpasswd|\..+rc|[A-Z][a-z]+file|hosts|passwd|crontab)$/;

/** Whether a bind mount is one of a file, by its names on either side. */
export function looksLikeFile(source: string, target: string): boolean {
  return [source, target].some((path) => {
    const name = posix.basename(path.replaceAll('\\', '/'));
    return EXTENSION.test(name) || FILE_NAME.test(name);
  });
}

/** Where the images of data stores and of well-known applications keep what must not be lost. */
const DATA_PATH =
  /^\/(?:data|bitnami|prometheus|loki|minio|etcd-data|meili_data|qdrant\/storage|typesense-data|var\/lib\/(?:postgresql|mysql|mariadb|mongodb|mongo|redis|rabbitmq|clickhouse|cassandra|kafka|zookeeper|influxdb2?|neo4j|grafana|elasticsearch|opensearch|cockroach|scylla|arangodb3|registry|docker-registry|gitea|nats|tempo|loki|etcd|weaviate|milvus)|var\/opt\/(?:mssql|gitlab)|usr\/share\/(?:elasticsearch|opensearch)\/data|opt\/(?:couchdb\/data|sonarqube\/data)|bitnami\/[^/]+|home\/node\/\.n8n|root\/\.ollama|var\/lib\/ghost\/content|cockroach\/cockroach-data)(?=\/|$)/;
/** Where many images of applications for the home keep their database as well as their settings. */
const STATE_PATH = '/config';
/** Folders below a data path that hold configuration after all. */
const CONFIGURATION =
  /\/(?:conf(?:ig)?(?:\.d)?|(?:docker-entrypoint-)?initdb(?:\.d)?|scripts?|dashboards|provisioning|plugins)(?:\/|$)/i;

/** Whether an image is known to keep its data at a path. */
export function isDataPath(target: string): boolean {
  return target === STATE_PATH || (DATA_PATH.test(target) && !CONFIGURATION.test(target));
}

const DATA_NAME =
  /^(?:.*[-_.])?(?:data(?:base|log)?s?|db|pg_?data|storage|uploads?|downloads?|logs?|cache|backups?|media(?:files)?|volumes?|state|spool|consume|export|tmp|var|originals|photos|pictures|movies|music|attachments|letsencrypt)(?:[-_].*)?$/i;

/** A folder of a container below which applications write. */
const DATA_FOLDER = /\/(?:data|logs?|uploads?|storage)\//i;

/** A folder of a project in which services have folders to write to: `./volumes/shop`. */
const FOLDER_OF_VOLUMES = /\/(?:[^/]*[-_.])?(?:data|volumes?|storage|state)\//i;

/** Where a container has programs and their configuration. */
const PROGRAM_FOLDER = /^\/(?:etc|usr)(?:\/|$)/;

/** Whether a folder, by its path in the project and in the container, is named as one that an application writes to. */
export function looksLikeData(source: string, target: string): boolean {
  if (CONFIGURATION.test(target)) return false;
  const path = source.replaceAll('\\', '/');
  const names = [path, target].map((each) => posix.basename(each));
  if (names.some((name) => DATA_NAME.test(name)) || DATA_FOLDER.test(target)) return true;
  return FOLDER_OF_VOLUMES.test(path) && !PROGRAM_FOLDER.test(target);
}

const KEY_NAME =
  /^(?:id_(?:rsa|dsa|ecdsa|ed25519)|.+\.(?:key|p12|pfx|jks|keystore|kdbx|ppk)|\.npmrc|\.netrc|\.pgpass|\.htpasswd|credentials)$/i;
const ENV_NAME = /^(?:\.env(?:\..+)?|.+\.env)$/i;
const EXAMPLE = /[.-](?:example|sample|template|dist|default)s?$/i;

/** Whether a file is named as one that holds a private key or passwords. */
export function isKeyName(path: string): boolean {
  return KEY_NAME.test(posix.basename(path.replaceAll('\\', '/')));
}

/** Whether a file is named as one that holds environment variables; examples of such files hold nothing. */
export function isEnvName(path: string): boolean {
  const name = posix.basename(path.replaceAll('\\', '/'));
  return ENV_NAME.test(name) && !EXAMPLE.test(name);
}
