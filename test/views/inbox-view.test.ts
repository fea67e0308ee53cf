import { beforeAll, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { inboxView } from '#app/views/inbox-view.server.ts';
import { privacyFile, settingsView } from '#app/views/settings-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const NOW = new Date('2026-03-15T16:00:00Z');
let shop: ShopRow;
let other: ShopRow;

beforeAll(async () => {
  shop = await makeShop();
  other = await makeShop();
  const at = new Date(NOW.getTime() - 12_000);
  await makeOrder(shop, { at, netMinor: 1n, touches: [] });
  const message = { shopId: shop.id, apiVersion: '2026-10', receivedAt: at };
  await prisma().inboxMessage.createMany({
    data: [
      {
        ...message,
        webhookId: 'w1',
        topic: 'orders/create',
        status: 'done',
        body: Buffer.from('secret'),
      },
      { ...message, webhookId: 'w2', topic: 'orders/paid', status: 'pending', attempts: 2 },
      {
        ...message,
        webhookId: 'w3',
        topic: 'refunds/create',
        status: 'parked',
        errorMessage: 'The refund names no order.',
      },
    ],
  });
  await prisma().attributionDue.create({ data: { shopId: shop.id, orderId: 5n } });
  await prisma().privacyRequest.create({
    data: {
      shopId: shop.id,
      webhookId: 'p1',
      topic: 'customers/data_request',
      doneAt: NOW,
      result: { orders: ['#1001'] },
    },
  });
});

it('says how far the data is, and never shows a body', async () => {
  const view = await inboxView(shop, NOW);
  expect(view.freshness).toMatchObject({
    lastOrder: { ago: '12 s ago' },
    waiting: 1,
    parked: 1,
    ordersDue: 1,
    upToDate: false,
  });
  expect(view.waiting).toMatchObject([{ id: 'w2', what: 'Order paid', attempts: 2 }]);
  expect(view.parked).toMatchObject([{ id: 'w3', problem: 'The refund names no order.' }]);
  expect(view.recent).toHaveLength(3);
  expect(JSON.stringify(view)).not.toContain('secret');
});

it('keeps messages and requests to their shop', async () => {
  const view = await inboxView(other, NOW);
  expect(view).toMatchObject({ waiting: [], parked: [], recent: [] });
  expect(view.freshness).toMatchObject({ lastOrder: null, upToDate: true });
  expect((await settingsView(other)).privacyRequests).toEqual([]);
  await expect(privacyFile(other, 'p1')).rejects.toMatchObject({ code: 'not_found' });
});

it('hands out what a customer asked for', async () => {
  const { privacyRequests, settings } = await settingsView(shop);
  expect(privacyRequests).toMatchObject([{ id: 'p1', hasFile: true }]);
  expect(settings.defaultModel).toBe('last_touch');
  expect(JSON.parse(await privacyFile(shop, 'p1'))).toEqual({ orders: ['#1001'] });
});
