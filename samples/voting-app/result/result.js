const { createServer } = require('node:http');
const { Pool } = require('pg');
const { resultPage } = require('./page.js');

const database = new Pool({ max: 4 });
database.on('error', (error) => console.error(`database: ${error.message}`));

async function readCounts() {
  try {
    const { rows } = await database.query(
      'SELECT choice, count(*)::int AS votes FROM votes GROUP BY choice ORDER BY choice',
    );
    return rows;
  } catch (error) {
    // The worker makes the table with the first start; until then nobody has voted.
    if (error.code === '42P01') return [];
    throw error;
  }
}

const server = createServer(async (request, response) => {
  try {
    if (request.url === '/healthz') await database.query('SELECT 1');
    const body = request.url === '/healthz' ? 'ok\n' : resultPage(await readCounts());
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  } catch (error) {
    console.error(error.message);
    response.writeHead(503).end('the database does not answer\n');
  }
});

server.listen(8080, () => console.log('result on port 8080'));
process.on('SIGTERM', () => server.close(() => void database.end()));
