import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an action answers: its fields, or the name of an exception. */
export type AwsAnswer = object | string;

/**
 * An AWS of this process for services that speak JSON 1.1 (ECR, ECS) or the query protocol (Elastic Load Balancing): answers
 * by action, and keeps what it was asked.
 */
export interface FakeAws {
  readonly asked: [string, Record<string, unknown>][];
  /** The access keys that asked. */
  readonly callers: Set<string>;
  readonly environment: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Starts it; an action that has no answer gets an empty one. */
export async function fakeAws(
  answers: Readonly<
    Record<string, AwsAnswer | ((input: Record<string, unknown>, caller: string) => AwsAnswer)>
  >,
): Promise<FakeAws> {
  const asked: FakeAws['asked'] = [];
  const callers = new Set<string>();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const query = /form-urlencoded/.test(request.headers['content-type'] ?? '');
      const form = Object.fromEntries(new URLSearchParams(query ? body : ''));
      const input = query ? form : (JSON.parse(body || '{}') as Record<string, unknown>);
      const action = query
        ? String(form['Action'])
        : String(request.headers['x-amz-target']).replace(/.*\./, '');
      const caller = /Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      asked.push([action, input]);
      callers.add(caller);
      const known = answers[action] ?? {};
      const answer: AwsAnswer = typeof known === 'function' ? known(input, caller) : known;
      const [status, fields] =
        typeof answer === 'string' ? [400, { __type: answer, message: 'said the fake' }] : [200, answer];
      response.writeHead(status, { 'content-type': query ? 'text/xml' : 'application/x-amz-json-1.1' });
      response.end(query ? xml(action, fields) : JSON.stringify(fields));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    asked,
    callers,
    environment: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'own',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'eu-central-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/none',
      AWS_SHARED_CREDENTIALS_FILE: '/none',
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** As the query protocol has it: lists are `member`s, an exception is an `Error`. */
function xml(action: string, fields: object): string {
  const element = (name: string, value: unknown): string =>
    `<${name}>${
      Array.isArray(value)
        ? value.map((one) => element('member', one)).join('')
        : typeof value === 'object' && value !== null
          ? Object.entries(value)
              .map(([key, one]) => element(key, one))
              .join('')
          : String(value)
    }</${name}>`;
  const { __type: code } = fields as { readonly __type?: string };
  return code !== undefined
    ? element('ErrorResponse', { Error: { Code: code, Message: 'said the fake' } })
    : element(`${action}Response`, { [`${action}Result`]: fields });
}
