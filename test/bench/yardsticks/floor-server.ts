import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';

/**
 * Yardstick (b): what Node and PostgreSQL give when nothing is done but what must be. Checks the signature, inserts
 * the raw body, answers 200 after the commit. No tenant, no time stamps, no job, one statement per request.
 */
const { DATABASE_URL = '', SHOPIFY_API_SECRET = '', PORT = '0', CONNECTIONS = '10' } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(CONNECTIONS) });
await pool.query(`
  create table if not exists message (webhook_id text primary key, topic text not null, body bytea not null);
  alter table message alter column body set storage external`);

const INSERT = {
  name: 'insert',
  text: 'insert into message (webhook_id, topic, body) values ($1, $2, $3) on conflict do nothing',
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const given = Buffer.from(String(request.headers['x-shopify-hmac-sha256']));
    const signature = createHmac('sha256', SHOPIFY_API_SECRET).update(body).digest('base64');
    const expected = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.writeHead(401).end();
      return;
    }
    const { 'x-shopify-webhook-id': id, 'x-shopify-topic': topic } = request.headers;
    pool.query({ ...INSERT, values: [id, topic, body] }).then(
      () => response.writeHead(200, { 'content-length': 0 }).end(),
      () => response.writeHead(503, { 'content-length': 0 }).end(),
    );
  });
});

process.on('disconnect', () => process.exit(0));
server.listen(Number(PORT), '127.0.0.1', () => process.send?.({ ready: true }));
