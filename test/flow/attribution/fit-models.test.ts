import { expect, it } from 'vitest';
import { markDue } from '#app/db/attribution-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { putFit } from '#app/db/model-fit-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { attributeOrders } from '#app/flow/attribution/attribute-orders.server.ts';
import { fitModels } from '#app/flow/attribution/fit-models.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { idOf } from '#test/factories/ids.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const NOW = new Date('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;
const before = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

async function shared(shop: ShopRow, days: number, influencerId: string): Promise<bigint> {
  const at = before(days);
  const earlier = (hours: number) => ({ occurredAt: new Date(at.getTime() - hours * 3_600_000) });
  const email = { channel: 'email' as const };
  const touches = [
    { ...email, ...earlier(3) },
    { influencerId, ...earlier(2) },
    { ...email, ...earlier(1) },
  ];
  return makeOrder(shop, { at, netMinor: 1_000n, touches });
}

function visit(shopId: number, visitor: string, url: string, at = before(3)) {
  return prisma().pixelEvent.create({
    data: {
      shopId,
      eventId: `${visitor}${url}`,
      type: 'visit',
      occurredAt: at,
      visitorId: idOf(visitor),
      url,
    },
  });
}

const credited = (shopId: number, orderId: bigint) =>
  prisma().credit.findMany({ where: { shopId, orderId }, orderBy: { position: 'asc' } });

it('learns from journeys with and without an order, and says that it is too little', async () => {
  const shop = await makeShop();
  const other = await makeShop();
  const jane = await makeInfluencer(shop.id, { name: 'Jane' });
  await shared(shop, 5, jane);
  await shared(shop, 95, jane);
  await makeOrder(shop, {
    at: before(6),
    netMinor: 5n,
    touches: [{ influencerId: jane }],
    test: true,
  });
  await visit(shop.id, 'a', '/?utm_source=news&utm_medium=email');
  await visit(shop.id, 'a', '/?gclid=1', before(2));
  await visit(shop.id, 'b', '/');
  await visit(shop.id, 'c', '/?gclid=2', before(100));
  await visit(other.id, 'd', '/?gclid=3');
  // This browser bought.
  await visit(shop.id, 'e', '/?gclid=4');
  await prisma().visitorJoin.create({
    data: { shopId: shop.id, visitorId: idOf('e'), kind: 'order', key: '1', joinedAt: before(3) },
  });
  await fitModels(shop.id, NOW);
  const fit = await prisma().modelFit.findFirstOrThrow({ where: { shopId: shop.id } });
  expect(fit).toMatchObject({ fit: 1, basis: 'fallback', conversions: 1, journeys: 3 });
  expect(Object.keys(fit.sources as object).sort()).toEqual(
    ['direct', 'email', jane, 'paid_search'].sort(),
  );
  expect(await prisma().attributionDue.count()).toBe(0);
  await fitModels(shop.id, NOW);
  expect(await prisma().modelFit.count()).toBe(1);
  expect(await prisma().modelFit.count({ where: { shopId: other.id } })).toBe(0);
});

it('is what the orders of its days are credited by, and they name it', async () => {
  const shop = await makeShop();
  const jane = await makeInfluencer(shop.id, { name: 'Jane' });
  const young = await shared(shop, 5, jane);
  const old = await shared(shop, 95, jane);
  const single = await makeOrder(shop, {
    at: before(4),
    netMinor: 7n,
    touches: [{ influencerId: jane }],
  });
  const sources = {
    email: { effect: 0.2, share: 0.25, low: 0.2, high: 0.3 },
    [jane]: { effect: 0.6, share: 0.75, low: 0.7, high: 0.8 },
  };
  const made = { sample: { conversions: 9, journeys: 9 }, minimum: 5, sources };
  await putFit(prisma(), shop.id, 1, { ...made, basis: 'markov' }, NOW);
  for (const orderId of [young, single]) await markDue(prisma(), shop.id, orderId, null);
  await attributeOrders(shop.id);
  expect((await credited(shop.id, young)).map(({ markov }) => markov)).toEqual([125n, 750n, 125n]);
  const fitOf = async (orderId: bigint) =>
    (await prisma().attributedOrder.findFirstOrThrow({ where: { shopId: shop.id, orderId } })).fit;
  expect([await fitOf(young), await fitOf(single), await fitOf(old)]).toEqual([1, null, null]);

  // The sample has shrunk: what was credited by the fit is shared by position again.
  await fitModels(shop.id, NOW);
  expect(await prisma().attributionDue.findMany({ where: { shopId: shop.id } })).toMatchObject([
    { orderId: young },
  ]);
  await attributeOrders(shop.id);
  expect(await fitOf(young)).toBeNull();
  expect((await credited(shop.id, young)).map(({ markov }) => markov)).toEqual([400n, 200n, 400n]);
});
