const { connect } = require('node:net');
const { createServer } = require('node:http');

const { hostname, port } = new URL(process.env.CACHE_URL);

/** Counts the visit: one command of Redis's protocol, and the number that it answers. */
function countVisit() {
  return new Promise((resolve, reject) => {
    const socket = connect(port, hostname, () => socket.write('INCR visits\r\n'));
    socket.once('data', (answer) => resolve(Number(socket.end() && String(answer).slice(1))));
    socket.once('error', reject);
  });
}

const server = createServer(async (request, response) => {
  if (request.url === '/healthz') return response.end('ok\n');
  try {
    response.end(`visit ${await countVisit()}\n`);
  } catch (error) {
    response.writeHead(503).end(`${error.message}\n`);
  }
});

server.listen(8080, () => process.env.LOG_LEVEL === 'debug' && console.log('listening on 8080'));
process.on('SIGTERM', () => server.close());
