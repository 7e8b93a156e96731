import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runCommand, type Command } from '../../../lib/images/process.js';

/** `describe` where with-engine.sh has started a real engine; elsewhere its tests report as skipped. */
export const describeWithEngine = process.env['CDK_COMPOSE_ENGINE'] === undefined ? describe.skip : describe;

export const openRegistry = '127.0.0.1:5000';
/** User AWS, password pw. */
export const guardedRegistry = '127.0.0.1:5001';
export const base = `${openRegistry}/base/busybox:1`;

/** Runs the real buildx and gives what it prints; fails the test when it fails. */
export async function buildx(args: readonly string[], command: Partial<Command> = {}): Promise<string> {
  const finished = await runCommand({
    environment: process.env,
    ...command,
    argv: ['docker', 'buildx', ...args],
  });
  if (finished.kind !== 'exited' || finished.code !== 0) throw new Error(JSON.stringify(finished));
  return finished.stdout;
}

/** Sends requests on to the open registry; `before` may answer one itself, and is told the body. */
export async function registryProxy(
  before: (request: IncomingMessage, body: Buffer) => Promise<readonly [number, string] | undefined>,
): Promise<{ readonly host: string; readonly close: () => void }> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      void before(incoming, body).then((answer) => {
        if (answer !== undefined) return void outgoing.writeHead(answer[0]).end(answer[1]);
        const { method, url: path, headers } = incoming;
        const onward = request(`http://${openRegistry}${path}`, { method, headers }, (response) => {
          outgoing.writeHead(response.statusCode ?? 502, response.headers);
          response.pipe(outgoing);
        });
        onward.end(body);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, close: () => (server.close(), server.closeAllConnections()) };
}
