const { createServer } = require('node:http');
const { hostname } = require('node:os');

const greeting = process.env.GREETING ?? 'Hello';

const server = createServer((request, response) => {
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.end(request.url === '/healthz' ? 'ok\n' : `${greeting}, from ${hostname()}\n`);
});

server.listen(8080, () => console.log('listening on 8080'));
process.on('SIGTERM', () => server.close());
