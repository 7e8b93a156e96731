import type { SecretStore } from '../../lib/aws/secret-store.js';
import type { DiagnosticCode } from '../../lib/diagnostics/diagnostic.js';
import type { Bindings } from '../../lib/model/bindings.js';
import { pushSecrets } from '../../lib/secrets/push-secrets.js';
import { wantedSecrets } from '../../lib/secrets/wanted-secrets.js';
import { loadCompose } from '../support/compose.js';

/** What is pushed, unless a test says otherwise. */
export const compose = `
services:
  web:
    image: nginx
    secrets: [cert, token]
    environment: { DB_PASSWORD: hunter2-hunter2, LEVEL: debug }
secrets:
  cert: { file: ./cert.pem }
  token: { environment: TOKEN }
`;
export const tags = { 'com.docker.compose.project': 'shop', 'cdk-compose.environment': 'staging' };

interface Given {
  readonly text?: string;
  readonly files?: Readonly<Record<string, Uint8Array>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly bindings?: Bindings;
  readonly environment?: string | undefined;
}

/** Pushes with a count for the ids of versions. */
export function pusher(store: SecretStore) {
  let count = 0;
  return (given: Given = {}) => {
    const { text = compose, variables = { TOKEN: 'tok' }, bindings = { version: 1 } } = given;
    const files: Readonly<Record<string, Uint8Array>> = given.files ?? {
      '/shop/cert.pem': Buffer.from('-----BEGIN\r\n'),
    };
    const environment = 'environment' in given ? given.environment : 'staging';
    const { loaded } = loadCompose(text, { environment: variables });
    return pushSecrets(
      { wanted: wantedSecrets(loaded, { environment, bindings }), bindings, tags },
      {
        store,
        local: {
          readFile: (path) => files[path] ?? 'does not exist',
          environment: new Map(Object.entries(variables)),
        },
        newVersion: () => `v${++count}`,
      },
    );
  };
}

type Done = Awaited<ReturnType<ReturnType<typeof pusher>>>;

/** `secret db: changed` */
export const outcomes = ({ value }: Done): readonly string[] =>
  value.outcomes.map(({ what, outcome }) => `${what}: ${outcome}`);
export const codes = ({ diagnostics }: Done): readonly DiagnosticCode[] =>
  diagnostics.map(({ code }) => code);
