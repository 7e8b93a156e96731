const { Client } = require('pg');
const { createClient } = require('redis');

const redis = createClient({ url: process.env.REDIS_URL });
const database = new Client();
const stop = new AbortController();

redis.on('error', (error) => console.error(`redis: ${error.message}`));

/** Moves votes from the queue to the database, one at a time; a vote stays in the queue until it is stored. */
async function main() {
  await Promise.all([redis.connect(), database.connect()]);
  await database.query('CREATE TABLE IF NOT EXISTS votes (voter text PRIMARY KEY, choice text NOT NULL)');
  console.log('waiting for votes');
  while (!stop.signal.aborted) {
    const queued = await redis.blMove('votes', 'storing', 'LEFT', 'RIGHT', 1);
    if (queued !== null) {
      const { voter, choice } = JSON.parse(queued);
      await database.query(
        'INSERT INTO votes (voter, choice) VALUES ($1, $2) ON CONFLICT (voter) DO UPDATE SET choice = EXCLUDED.choice',
        [voter, choice],
      );
      await redis.lRem('storing', 1, queued);
      console.log(`stored a vote for ${choice}`);
    }
  }
  await Promise.all([redis.close(), database.end()]);
}

process.on('SIGTERM', () => stop.abort());
main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
