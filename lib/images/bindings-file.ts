import type { Checked, CheckedWithSources } from '../diagnostics/diagnostic.js';
import type {
  Bindings,
  FileSystemBinding,
  NetworkBinding,
  RepositoryBinding,
  SecretBinding,
} from '../model/bindings.js';
import { mapOf, object, text, versionOne } from './json-shape.js';
import { parseStateFile, readStateFile, writeStateFile, type StateFile } from './state-file.js';

/** The name of an environment's bindings in a project's folder. */
export function bindingsName(environment: string): string {
  return `compose.${environment}.json`;
}

const repository = object<RepositoryBinding>(
  {
    name: text('the name of an ECR repository', /^[a-z0-9]+(?:[._/-][a-z0-9]+)*$/),
    account: text('an AWS account id, 12 digits', /^\d{12}$/),
    region: text('an AWS region such as eu-central-1', /^[a-z]{2,}(?:-[a-z]+)+-\d+$/),
  },
  ['account', 'region'],
);

const secret = object<SecretBinding>(
  {
    arn: text(
      'the complete ARN of a secret',
      /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+-[A-Za-z0-9]{6}$/,
    ),
    version: text(),
  },
  ['version'],
);

const fileSystem = object<FileSystemBinding>({
  id: text('the id of an EFS file system', /^fs-[0-9a-f]{8,}$/),
});

const network = object<NetworkBinding>({
  securityGroup: text('the id of a security group', /^sg-[0-9a-f]{8,}$/),
});

const bindings: StateFile<Bindings> = {
  name: 'bindings file',
  empty: { version: 1 },
  shape: object<Bindings>(
    {
      version: versionOne,
      repository,
      secrets: mapOf(text(), secret),
      fileSystems: mapOf(text(), fileSystem),
      networks: mapOf(text(), network),
    },
    ['repository', 'secrets', 'fileSystems', 'networks'],
  ),
  remedy:
    'write it anew: version 1 and, where they are needed, repository, secrets, fileSystems and networks',
};

/** Reads an environment's bindings. An absent file binds nothing; a broken one has no value. */
export function readBindings(path: string): CheckedWithSources<Bindings> {
  return readStateFile(bindings, path);
}

/** Reads the text of bindings; `source` is the name that places bear. */
export function parseBindings(json: string, source: string): Checked<Bindings> {
  return parseStateFile(bindings, json, source);
}

/** Writes the bindings when they changed, and tells whether it did. */
export function writeBindings(path: string, value: Bindings): Checked<boolean> {
  return writeStateFile(bindings, path, value);
}
