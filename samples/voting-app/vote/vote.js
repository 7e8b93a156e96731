const { randomUUID } = require('node:crypto');
const { createServer } = require('node:http');
const { createClient } = require('redis');
const { votingPage } = require('./page.js');

const options = [process.env.OPTION_A ?? 'Cats', process.env.OPTION_B ?? 'Dogs'];
const redis = createClient({ url: process.env.REDIS_URL });
redis.on('error', (error) => console.error(`redis: ${error.message}`));

/** Every browser has one vote: it may change its mind, the worker keeps the last one. */
function voterOf(request) {
  return /(?:^|;\s*)voter=([\w-]{1,64})/.exec(request.headers.cookie ?? '')?.[1] ?? randomUUID();
}

async function readBody(request) {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > 1000) break;
  }
  return new URLSearchParams(body);
}

const server = createServer(async (request, response) => {
  if (request.url === '/healthz') {
    response.writeHead(redis.isReady ? 200 : 503).end();
    return;
  }
  const voter = voterOf(request);
  const choice = request.method === 'POST' ? Number((await readBody(request)).get('choice')) : undefined;
  if (options[choice] !== undefined)
    await redis.rPush('votes', JSON.stringify({ voter, choice: options[choice] }));
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'set-cookie': `voter=${voter}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000`,
  });
  response.end(votingPage(options, options[choice]));
});

async function main() {
  await redis.connect();
  server.listen(8080, () => console.log('vote on port 8080'));
}

process.on('SIGTERM', () => server.close(() => void redis.close()));
main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
