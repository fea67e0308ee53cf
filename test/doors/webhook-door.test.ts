import { describe, expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import { MAX_WEBHOOK_BYTES } from '#app/doors/webhook-door.server.ts';
import { shopify } from '#app/shopify.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { deliver, sign, type TestDelivery, webhookRequest } from './deliver.ts';

freshDatabase();

const order: TestDelivery = { topic: 'orders/create', body: '{"id":820982911946154508}' };

async function askLibrary(delivery: TestDelivery): Promise<number> {
  try {
    await shopify().authenticate.webhook(webhookRequest(delivery));
    return 200;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw thrown;
  }
}

const CASES: [string, TestDelivery, number][] = [
  ['a signed delivery', order, 200],
  ['a topic that nobody knows', { ...order, topic: 'themes/publish' }, 200],
  ['a GET', { ...order, method: 'GET' }, 405],
  ['a PUT', { ...order, method: 'PUT' }, 405],
  ['no signature', { ...order, headers: { 'x-shopify-hmac-sha256': null } }, 400],
  ['an empty body', { ...order, body: '' }, 400],
  ['a wrong signature', { ...order, headers: { 'x-shopify-hmac-sha256': sign('other') } }, 401],
  ['a signature that is not base64', { ...order, headers: { 'x-shopify-hmac-sha256': '%' } }, 401],
  [
    'a signature by another secret',
    { ...order, headers: { 'x-shopify-hmac-sha256': sign(order.body, 'other') } },
    401,
  ],
  [
    'a signature in the other base64 alphabet',
    {
      ...order,
      body: '{"n":9}',
      headers: { 'x-shopify-hmac-sha256': sign('{"n":9}').replaceAll('+', '-').replace('=', '==') },
    },
    401,
  ],
  ['no topic', { ...order, headers: { 'x-shopify-topic': null } }, 400],
  ['no shop', { ...order, headers: { 'x-shopify-shop-domain': null } }, 400],
  ['no version', { ...order, headers: { 'x-shopify-api-version': null } }, 400],
  ['no delivery id', { ...order, headers: { 'x-shopify-webhook-id': null } }, 400],
  ['no event id', { ...order, headers: { 'x-shopify-event-id': null } }, 200],
  ['no instant', { ...order, triggeredAt: null }, 200],
  ['a strange instant', { ...order, triggeredAt: 'yesterday' }, 200],
  [
    "the names of Shopify's newer events",
    {
      ...order,
      headers: {
        'x-shopify-hmac-sha256': null,
        'shopify-hmac-sha256': sign(order.body),
        'shopify-topic': 'orders/create',
        'shopify-shop-domain': 'glowy.myshopify.com',
        'shopify-api-version': '2026-10',
        'shopify-webhook-id': 'event-1',
      },
    },
    200,
  ],
];

describe('the webhook door', () => {
  it.each(CASES)("answers %s as Shopify's library does", async (_name, delivery, status) => {
    expect(await askLibrary(delivery)).toBe(status);
    expect(await deliver(delivery)).toBe(status);
  });

  it.each([
    [
      'a shop that is none',
      { ...order, headers: { 'x-shopify-shop-domain': 'evil.example' } },
      400,
    ],
    ['an endless delivery id', { ...order, webhookId: 'x'.repeat(5000) }, 400],
    ['a body that is too long', { ...order, body: 'x'.repeat(MAX_WEBHOOK_BYTES + 1) }, 413],
  ])('is stricter with %s', async (_name, delivery, status) => {
    expect(await deliver(delivery)).toBe(status);
  });

  it('keeps the bytes as they came, and what the headers said', async () => {
    const body = Buffer.from([0x7b, 0x22, 0xff, 0x00, 0x22, 0x7d]);
    expect(await deliver({ topic: 'ORDERS/create', body, webhookId: 'bytes' })).toBe(200);
    const [row] = await prisma().inboxMessage.findMany({ where: { webhookId: 'bytes' } });
    expect(Buffer.from(row?.body ?? [])).toEqual(body);
    expect(row).toMatchObject({ topic: 'orders/create', apiVersion: '2026-10', status: 'pending' });
    expect(row?.triggeredAt?.toISOString()).toBe('2026-11-01T10:00:00.123Z');
  });

  it('takes a body of any language and length', async () => {
    const bodies = ['{"a":"ünïcödé 🌿 \\u0000"}', `"${'y'.repeat(1_000_000)}"`];
    for (const [at, body] of bodies.entries()) {
      expect(await deliver({ topic: 'orders/create', body, webhookId: `long-${at}` })).toBe(200);
      const row = await prisma().inboxMessage.findFirst({ where: { webhookId: `long-${at}` } });
      expect(Buffer.from(row?.body ?? []).toString('utf8')).toBe(body);
    }
  });

  it('stores a delivery once, however often it comes, and keeps the first', async () => {
    expect(await deliver({ ...order, body: '{"n":1}', webhookId: 'twice' })).toBe(200);
    expect(await deliver({ ...order, body: '{"n":2}', webhookId: 'twice' })).toBe(200);
    const rows = await prisma().inboxMessage.findMany({ where: { webhookId: 'twice' } });
    expect(rows.map(({ body }) => Buffer.from(body ?? []).toString())).toEqual(['{"n":1}']);
  });

  it('lets two shops use the same delivery id', async () => {
    for (const shop of ['one.myshopify.com', 'two.myshopify.com']) {
      expect(await deliver({ ...order, shop, webhookId: 'same' })).toBe(200);
    }
    expect(await prisma().inboxMessage.count({ where: { webhookId: 'same' } })).toBe(2);
  });

  it('says 503 while nothing can be stored, and loses nothing when Shopify tries again', async () => {
    await pool().query('alter table inbox_message rename to inbox_message_away');
    expect(await deliver({ ...order, webhookId: 'later' })).toBe(503);
    await pool().query('alter table inbox_message_away rename to inbox_message');
    expect(await deliver({ ...order, webhookId: 'later' })).toBe(200);
    expect(await prisma().inboxMessage.count({ where: { webhookId: 'later' } })).toBe(1);
  });

  it('stores every acknowledged delivery of a storm exactly once, with one job per shop', async () => {
    const shops = ['storm-a.myshopify.com', 'storm-b.myshopify.com', 'storm-c.myshopify.com'];
    const storm = Array.from({ length: 500 }, (_, at) => ({
      topic: 'orders/updated',
      body: JSON.stringify({ id: at % 300 }),
      shop: shops[at % 3] ?? '',
      webhookId: `storm-${at % 300}`,
    }));
    const statuses = await Promise.all(storm.map(deliver));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const rows = await prisma().inboxMessage.findMany({
      where: { webhookId: { startsWith: 'storm-' } },
      select: { shopId: true, webhookId: true, body: true },
    });
    expect(new Set(rows.map(({ shopId, webhookId }) => `${shopId} ${webhookId}`)).size).toBe(300);
    expect(rows).toHaveLength(300);
    for (const { webhookId, body } of rows) {
      expect(Buffer.from(body ?? []).toString()).toBe(`{"id":${webhookId.slice(6)}}`);
    }
    const stormShops = [...new Set(rows.map(({ shopId }) => shopId))];
    const { rows: jobs } = await pool().query(
      'select key from graphile_worker.jobs where key = any($1)',
      [stormShops.map((id) => `drain-inbox:${id}`)],
    );
    expect(jobs).toHaveLength(3);
  });

  it('meets a shop anew that was erased after it was known', async () => {
    const shop = 'erased.myshopify.com';
    expect(await deliver({ ...order, shop, webhookId: 'before' })).toBe(200);
    await prisma().inboxMessage.deleteMany({ where: { webhookId: 'before' } });
    await prisma().shop.delete({ where: { domain: shop } });
    expect(await deliver({ ...order, shop, webhookId: 'after' })).toBe(200);
    const found = await prisma().shop.findUnique({ where: { domain: shop } });
    const row = await prisma().inboxMessage.findFirst({ where: { webhookId: 'after' } });
    expect(row?.shopId).toBe(found?.id);
  });
});
