import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';

/**
 * Yardstick for the link's door: what Node and PostgreSQL give when nothing is done but what must be. Inserts the
 * click with what its headers say, as they say it, by one prepared statement, and answers 302 after the commit. It
 * looks no link up, knows no shops, tells nobody apart and leads everybody to one place.
 */
const { DATABASE_URL = '', PORT = '0', CONNECTIONS = '10' } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(CONNECTIONS) });
await pool.query(`
  create table if not exists click (
    click_id uuid primary key, address text not null, occurred_at timestamptz not null, user_agent text,
    referrer text, cookie text)`);

const INSERT = { name: 'insert', text: 'insert into click values ($1, $2, $3, $4, $5, $6)' };

const server = createServer((request, response) => {
  const { 'user-agent': userAgent, referer, cookie } = request.headers;
  const id = randomUUID();
  pool.query({ ...INSERT, values: [id, request.url, new Date(), userAgent, referer, cookie] }).then(
    () => {
      const location = `https://shop.example/pages/jane-doe?trc=${id}`;
      response.writeHead(302, { location, 'content-length': 0 }).end();
    },
    () => response.writeHead(503, { 'content-length': 0 }).end(),
  );
});

process.on('disconnect', () => process.exit(0));
server.listen(Number(PORT), '127.0.0.1', () => process.send?.({ ready: true }));
