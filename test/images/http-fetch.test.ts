import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpFetch } from '../../lib/images/http-fetch.js';

const servers: Server[] = [];

/** A server of this machine; gives its address. */
async function serve(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handle).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const textOf = async (url: string, init = {}): Promise<string> =>
  Buffer.from(await (await httpFetch(url, init)).arrayBuffer()).toString();

test('gives status, headers and body', async () => {
  const url = await serve((request, response) => {
    response
      .writeHead(200, { 'Content-Type': 'text/plain' })
      .end(`${request.method} ${request.headers['x-a']}`);
  });
  const { status, ok, headers, arrayBuffer } = await httpFetch(url, { headers: { 'X-A': 'b' } });
  expect([status, ok, headers.get('Content-Type'), headers.get('other')]).toEqual([
    200,
    true,
    'text/plain',
    null,
  ]);
  expect(Buffer.from(await arrayBuffer()).toString()).toBe('GET b');
  const failed = await serve((_, response) => void response.writeHead(404).end('nothing'));
  expect(await httpFetch(failed)).toMatchObject({ status: 404, ok: false });
});

test('says who asks', async () => {
  const url = await serve((request, response) => void response.end(request.headers['user-agent']));
  expect(await textOf(url)).toBe('cdk-compose');
});

test('reads JSON, and bytes as they come', async () => {
  const url = await serve((_, response) => {
    response.write('{"a":');
    setTimeout(() => response.end('1}'), 20);
  });
  expect(await (await httpFetch(url)).json()).toEqual({ a: 1 });
  const chunks: string[] = [];
  for await (const chunk of (await httpFetch(url)).body ?? []) chunks.push(Buffer.from(chunk).toString());
  expect(chunks).toEqual(['{"a":', '1}']);
});

test('sends a form', async () => {
  const url = await serve((request, response) => {
    request.setEncoding('utf8').on('data', (body) => {
      response.end(`${request.method} ${request.headers['content-type']} ${body}`);
    });
  });
  expect(await textOf(url, { method: 'POST', body: new URLSearchParams({ a: 'b c' }) })).toBe(
    'POST application/x-www-form-urlencoded;charset=UTF-8 a=b+c',
  );
});

test('follows a redirect; another host does not get the token', async () => {
  const seen = (request: IncomingMessage, response: ServerResponse): void =>
    void response.end(
      `${request.method} ${request.url} ${request.headers['authorization']} ${request.headers.accept}`,
    );
  const other = await serve(seen);
  const url = await serve((request, response) => {
    if (request.url === '/elsewhere') return response.writeHead(307, { location: `${other}/blob` }).end();
    if (request.url === '/here') return response.writeHead(308, { location: 'there' }).end();
    return seen(request, response);
  });
  const headers = { authorization: 'Bearer t', accept: 'a/b' };
  expect(await textOf(`${url}/elsewhere`, { headers })).toBe('GET /blob undefined a/b');
  expect(await textOf(`${url}/here`, { headers })).toBe('GET /there Bearer t a/b');
});

test.each([
  [303, 'GET'],
  [302, 'GET'],
  [307, 'POST'],
])('after status %s a POST goes on as %s', async (status, method) => {
  const url = await serve((request, response) => {
    if (request.url === '/') return response.writeHead(status, { location: '/next' }).end();
    return response.end(request.method);
  });
  expect(await textOf(url, { method: 'POST', body: new URLSearchParams() })).toBe(method);
});

test('ends redirects in a circle', async () => {
  const url = await serve((_, response) => void response.writeHead(302, { location: '/' }).end());
  await expect(httpFetch(url)).rejects.toThrow('redirects without an end');
});

test('throws the error of the connection, and the reason of its signal', async () => {
  await expect(httpFetch('http://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED');
  const silent = await serve(() => undefined);
  await expect(httpFetch(silent, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  const half = await serve((_, response) => void response.write('half'));
  const stop = new AbortController();
  const { arrayBuffer } = await httpFetch(half, { signal: stop.signal });
  setTimeout(() => stop.abort(new Error('enough')), 20);
  await expect(arrayBuffer()).rejects.toThrow('enough');
});

test('an answer that breaks off and that nobody reads is no error', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/next') return response.end('well');
    response.writeHead(request.url === '/' ? 307 : 503, { location: '/next', 'content-length': '100' });
    response.write('some');
    setTimeout(() => response.destroy(), 20);
    return undefined;
  });
  expect(await textOf(`${url}/`)).toBe('well');
  expect((await httpFetch(`${url}/failed`)).status).toBe(503);
  await new Promise((resolve) => setTimeout(resolve, 50));
});

test('throws when an answer breaks off', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('some');
    setTimeout(() => response.destroy(), 20);
  });
  await expect(textOf(url)).rejects.toThrow('aborted');
});
