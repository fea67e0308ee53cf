import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { openDoors } from '#app/doors/open-doors.server.ts';
import { MAX_WEBHOOK_BYTES } from '#app/doors/webhook-door.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { webhookRequest } from './deliver.ts';

freshDatabase();

let server: Server;
let origin: string;

beforeAll(async () => {
  const doors = openDoors();
  server = createServer((request, response) => {
    if (!doors(request, response)) response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function post(webhookId: string, body: string, path = '/webhooks'): Promise<number> {
  const request = webhookRequest({ topic: 'orders/create', body, webhookId });
  const { status } = await fetch(origin + path, {
    method: 'POST',
    headers: request.headers,
    body,
  });
  return status;
}

it('stores what comes over HTTP before it answers', async () => {
  expect(await post('over-http', '{"id":1}')).toBe(200);
  expect(await prisma().inboxMessage.count({ where: { webhookId: 'over-http' } })).toBe(1);
});

it('takes a body in many pieces, whatever the query', async () => {
  const body = JSON.stringify({ text: 'z'.repeat(300_000) });
  expect(await post('pieces', body, '/webhooks?x=1')).toBe(200);
  const row = await prisma().inboxMessage.findFirst({ where: { webhookId: 'pieces' } });
  expect(Buffer.from(row?.body ?? []).toString()).toBe(body);
});

it('refuses what is too long without keeping it', async () => {
  const statusOrCut = await post('long', 'x'.repeat(MAX_WEBHOOK_BYTES + 1)).catch(() => 413);
  expect(statusOrCut).toBe(413);
  expect(await prisma().inboxMessage.count({ where: { webhookId: 'long' } })).toBe(0);
});

it('says 405 to a GET and leaves other paths alone', async () => {
  expect((await fetch(`${origin}/webhooks`)).status).toBe(405);
  expect((await fetch(`${origin}/webhooks/else`)).status).toBe(418);
  expect((await fetch(`${origin}/app`)).status).toBe(418);
});
