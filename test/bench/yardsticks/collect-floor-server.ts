import { createServer } from 'node:http';
import pg from 'pg';
import type { Batch } from '#extensions/tracking-pixel/src/wire.ts';

/**
 * Yardstick for the collect door: what Node and PostgreSQL give when nothing is done but what must be. Reads the
 * JSON, inserts the batch's events by one prepared statement, answers 204 after the commit. It checks nothing, limits
 * nobody, cleans nothing, knows no shops and adds no job.
 */
const { DATABASE_URL = '', PORT = '0', CONNECTIONS = '10' } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(CONNECTIONS) });
await pool.query(`
  create table if not exists event (
    shop text not null, event_id text not null, type text not null, occurred_at timestamptz not null,
    visitor_id uuid, url text not null, referrer text, product_id bigint, checkout_token text,
    primary key (shop, event_id))`);

const INSERT = {
  name: 'insert',
  text: `insert into event
    select $1, e.id, e.type, e.at, $2, e.url, e.referrer, e."productId", e."checkoutToken"
    from json_to_recordset($3) as e(id text, type text, at timestamptz, url text, referrer text,
      "productId" bigint, "checkoutToken" text)
    on conflict do nothing`,
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const batch = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Batch;
    const values = [batch.shop, batch.visitor, JSON.stringify(batch.events)];
    pool.query({ ...INSERT, values }).then(
      () => response.writeHead(204, { 'access-control-allow-origin': '*' }).end(),
      () => response.writeHead(503, { 'content-length': 0 }).end(),
    );
  });
});

process.on('disconnect', () => process.exit(0));
server.listen(Number(PORT), '127.0.0.1', () => process.send?.({ ready: true }));
