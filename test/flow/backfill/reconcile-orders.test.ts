import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { listRuns } from '#app/db/reconciliation-store.server.ts';
import { openDoors } from '#app/doors/open-doors.server.ts';
import { reconcileOrders } from '#app/flow/backfill/reconcile-orders.server.ts';
import { freshDatabase, TEST_APP } from '#test/database/fresh-database.ts';
import { sell } from '#test/standin/control/shop-actions.ts';
import { truthOf } from '#test/standin/control/shop-truth.ts';
import { editOrder } from '#test/standin/orders/edit-order.ts';
import { refundOrder } from '#test/standin/orders/refund-order.ts';
import type { Shop } from '#test/standin/state/world.ts';
import { courierOf } from '#test/standin/webhooks/courier.ts';
import { localShopify, openShop, world } from '../collaborations/open-shop.ts';
import { engage, settle } from '../intake/local-shop.ts';
import { sellOrders, stock } from './busy-shop.ts';

freshDatabase();
localShopify();

const DAY_MS = 86_400_000;
let doors: Server;

beforeAll(async () => {
  const open = openDoors();
  doors = createServer((request, response) => {
    if (!open(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => doors.listen(0, '127.0.0.1', resolve));
  world().app.appUrl = `http://127.0.0.1:${(doors.address() as AddressInfo).port}`;
  world().app.apiSecret = TEST_APP.SHOPIFY_API_SECRET;
});
afterAll(() => {
  courierOf(world()).stop();
  doors.closeAllConnections();
  doors.close();
});

/** A shop in which the app was installed days ago, so that all of these orders are its to know. */
async function shopOf(days: number) {
  const { shopId, shop } = await openShop({ plan: 'plus' });
  const installedAt = new Date(Date.now() - days * DAY_MS);
  await prisma().shop.update({ where: { id: shopId }, data: { installedAt } });
  stock(world(), shop);
  const variants = [...shop.products.values()].flatMap(({ variants }) => variants);
  const sellOne = (n: number, at: number) =>
    sell(world(), shop, {
      lines: [{ variantId: variants[n % variants.length]?.id ?? 0n, quantity: 1 + (n % 2) }],
      codes: n % 3 === 0 ? ['JANE15'] : [],
      at: Math.floor(at / 1000) * 1000,
    }).order;
  return { shopId, shop, sellOne };
}

async function netSalesOf(shopId: number): Promise<bigint> {
  const { _sum } = await prisma().attributedOrder.aggregate({
    where: { shopId, counted: 1 },
    _sum: { netMinor: true },
  });
  return _sum.netMinor ?? 0n;
}

function truth(shop: Shop) {
  const { orders } = truthOf(shop);
  const counted = orders.filter(({ test, cancelled }) => !test && !cancelled);
  return {
    orders: orders.length,
    netSales: BigInt(counted.reduce((sum, { netSalesMinor }) => sum + netSalesMinor, 0)),
  };
}

async function lastRun(shopId: number) {
  const [run] = await listRuns(prisma(), shopId, 1);
  return run;
}

describe('a reconciliation', () => {
  it('finds a day of lost webhooks, to the cent', async () => {
    const { shopId, shop, sellOne } = await shopOf(3);
    const jane = await engage(shopId, 'JANE15');
    const begin = Date.now() - 2 * DAY_MS;
    const heard = Array.from({ length: 20 }, (_, n) => sellOne(n, begin + n * 60_000));
    await courierOf(world()).settled();
    await settle(shopId);
    expect(await netSalesOf(shopId)).toBe(truth(shop).netSales);

    shop.misbehaviour.drop = 1_000_000;
    for (let n = 0; n < 15; n += 1) sellOne(n, begin + DAY_MS + n * 60_000);
    sellOrders(world(), shop, 20, begin + DAY_MS);
    const [first, second] = heard;
    const at = begin + DAY_MS;
    if (!first || !second) throw new Error('nothing was sold');
    refundOrder(world(), shop, first, { full: true, at });
    const [line] = second.lines;
    editOrder(world(), shop, second, {
      setQuantity: [{ lineId: line?.id ?? 0n, quantity: 0 }],
      at,
    });
    await settle(shopId);
    expect(await netSalesOf(shopId)).not.toBe(truth(shop).netSales);

    await reconcileOrders(shopId);
    await settle(shopId);
    expect(await netSalesOf(shopId)).toBe(truth(shop).netSales);
    expect(await prisma().order.count({ where: { shopId } })).toBe(truth(shop).orders);
    expect(await lastRun(shopId)).toMatchObject({
      seen: 55,
      missing: 35,
      stale: 2,
      repaired: 37,
      endedAt: expect.any(Date),
      errorCode: null,
    });
    const { _sum } = await prisma().credit.aggregate({
      where: { shopId, influencerId: jane.influencerId },
      _sum: { lastTouch: true },
    });
    const hers = truthOf(shop).byCode.find(({ code }) => code === 'JANE15');
    const cancelled = truthOf(shop).orders.filter(
      ({ codes, cancelled, test }) => cancelled && !test && codes.includes('JANE15'),
    );
    const lost = cancelled.reduce((sum, { netSalesMinor }) => sum + netSalesMinor, 0);
    expect(_sum.lastTouch).toBe(BigInt((hers?.netSalesMinor ?? 0) - lost));

    // Again: everything is there, and what the last run saw is not looked at once more.
    await reconcileOrders(shopId);
    expect(await lastRun(shopId)).toMatchObject({ seen: 0, missing: 0, stale: 0, repaired: 0 });
  }, 60_000);

  it('leaves what has just happened to the webhook that is on its way', async () => {
    const { shopId, sellOne } = await shopOf(1);
    sellOne(1, Date.now() - 5_000);
    await reconcileOrders(shopId);
    expect(await lastRun(shopId)).toMatchObject({ seen: 0, errorCode: null });
    await reconcileOrders(shopId, new Date(Date.now() + 120_000));
    expect(await lastRun(shopId)).toMatchObject({ seen: 1 });
  });

  it('begins where the last whole run ended, after one that broke off', async () => {
    const { shopId, shop, sellOne } = await shopOf(1);
    shop.misbehaviour.drop = 1_000_000;
    const { length } = Array.from({ length: 3 }, (_, n) => sellOne(n, Date.now() - 3_600_000));
    shop.installation?.scopes.delete('read_orders');
    await reconcileOrders(shopId);
    expect(await lastRun(shopId)).toMatchObject({
      repaired: 0,
      errorCode: 'shopify_access_denied',
      errorMessage: expect.any(String),
    });
    shop.installation?.scopes.add('read_orders');
    shop.misbehaviour.throttle = 4;
    await reconcileOrders(shopId);
    expect(await lastRun(shopId)).toMatchObject({ missing: length, repaired: length });
  });
});
