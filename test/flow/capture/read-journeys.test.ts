import { beforeEach, describe, expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import { dueJourneys } from '#app/db/order-journey-store.server.ts';
import { statements } from '#app/db/statements.server.ts';
import { readJourneys } from '#app/flow/capture/read-journeys.server.ts';
import { rebuildTouches } from '#app/flow/intake/rebuild-touches.server.ts';
import { wakeWaitingShops } from '#app/flow/intake/wake-waiting-shops.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { type NewOrder, placeOrder } from '#test/standin/orders/place-order.ts';
import type { Shop, Visit } from '#test/standin/state/world.ts';
import { drive, request } from '../backfill/drive-backfill.ts';
import { localShopify, openShop, world } from '../collaborations/open-shop.ts';
import { settle, tell, tellings } from '../intake/local-shop.ts';

freshDatabase();
localShopify();

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let shopId: number;
let shop: Shop;

beforeEach(async () => {
  ({ shopId, shop } = await openShop());
  stockCatalogue(world(), shop);
});

/** Shopify tells whole seconds. */
function visit(ago: number, landingPage: string, given: Partial<Visit> = {}): Omit<Visit, 'id'> {
  const occurredAt = Math.floor((world().clock.now() - ago) / 1000) * 1000;
  return { landingPage, referrerUrl: null, occurredAt, utm: {}, ...given };
}

/** Sells without cookie, pixel or code, and tells it. */
async function sell(given: Partial<NewOrder> = {}) {
  const variantId = [...shop.products.values()][0]?.variants[0]?.id ?? 0n;
  const sale = placeOrder(world(), shop, { lines: [{ variantId, quantity: 1 }], ...given });
  await tell(shop, tellings(sale.messages));
  await settle(shopId);
  return sale.order;
}

const journeyOf = (orderId: bigint) =>
  prisma().orderJourney.findUnique({ where: { shopId_orderId: { shopId, orderId } } });

const momentsOf = (orderId: bigint) =>
  prisma().journeyMoment.findMany({ where: { shopId, orderId }, orderBy: { occurredAt: 'asc' } });

/** When jobs of this name are to run, by the queue. */
async function runsAt(task: string): Promise<Date[]> {
  const { rows } = await pool().query<{ run_at: Date }>(
    `select run_at from graphile_worker.jobs where task_identifier = $1 and key like $2 order by 1`,
    [task, `${task}:${shopId}%`],
  );
  return rows.map(({ run_at }) => run_at);
}

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS);

describe('an order', () => {
  it('is to be asked for a minute later, once, by one job', async () => {
    const first = await sell();
    const row = await journeyOf(first.id);
    expect(row).toMatchObject({ state: 'waiting', attempts: 0, moments: null });
    const [at, ...others] = await runsAt('read-journeys');
    expect(others).toEqual([]);
    expect(at).toEqual(row?.askAt);
    // A second order does not put the first one off.
    await sell();
    expect(await runsAt('read-journeys')).toEqual([at]);
    expect(await prisma().orderJourney.count({ where: { shopId } })).toBe(2);
  });

  it.each<[string, Partial<NewOrder>]>([
    ['of the till', { sourceName: 'pos' }],
    ['of long ago', { at: Date.now() - 61 * DAY_MS }],
  ])('%s has no journey', async (_, given) => {
    const order = await sell(given);
    expect(await journeyOf(order.id)).toBeNull();
    expect(await runsAt('read-journeys')).toEqual([]);
  });
});

describe('readJourneys', () => {
  it('keeps the visits before the order and makes its touchpoints anew', async () => {
    const order = await sell({
      journeyDelayMs: 0,
      visits: [
        visit(HOUR_MS, '/?fbclid=1&email=a%40b.example', {
          referrerUrl: 'https://l.instagram.com/?u=secret',
        }),
        visit(5 * DAY_MS, '/pages/jane?utm_source=jane&utm_medium=influencer&trb=abc', {
          utm: { source: 'jane', medium: 'influencer' },
        }),
        visit(-HOUR_MS, '/thanks'),
      ],
    });
    await readJourneys(shopId, inMinutes(2));
    expect(await journeyOf(order.id)).toMatchObject({
      state: 'ready',
      askAt: null,
      attempts: 1,
      moments: 2,
    });
    const moments = await momentsOf(order.id);
    expect(moments).toMatchObject([
      {
        landingPage: '/pages/jane?utm_source=jane&utm_medium=influencer&trb=abc',
        referrerUrl: null,
        utmSource: 'jane',
        utmMedium: 'influencer',
        occurredAt: new Date(order.visits[1]?.occurredAt ?? 0),
      },
      { landingPage: '/?fbclid=1', referrerUrl: 'https://l.instagram.com/', utmSource: null },
    ]);
    expect(moments[0]?.momentId).toBe(`gid://shopify/CustomerVisit/${order.visits[1]?.id}`);
    expect(await rebuildTouches(shopId)).toBe(1);
    // Once more there is nothing left to ask, and nothing to make anew.
    await readJourneys(shopId, inMinutes(3));
    expect(await momentsOf(order.id)).toEqual(moments);
    expect(await rebuildTouches(shopId)).toBe(0);
  });

  it('asks again later each time while Shopify is not ready, and then reads', async () => {
    const order = await sell({ journeyDelayMs: HOUR_MS, visits: [visit(HOUR_MS, '/')] });
    const asked = inMinutes(2);
    await readJourneys(shopId, asked);
    const later = new Date(asked.getTime() + 5 * MINUTE_MS);
    expect(await journeyOf(order.id)).toMatchObject({
      state: 'waiting',
      attempts: 1,
      askAt: later,
    });
    expect(await runsAt('read-journeys')).toEqual([later]);
    // Too early: nobody is asked.
    await readJourneys(shopId, inMinutes(3));
    expect(await journeyOf(order.id)).toMatchObject({ attempts: 1, askAt: later });
    order.journeyReadyAt = 0;
    await readJourneys(shopId, inMinutes(8));
    expect(await journeyOf(order.id)).toMatchObject({ state: 'ready', attempts: 2, moments: 1 });
  });

  it('gives up in the end', async () => {
    const order = await sell({ journeyDelayMs: 90 * DAY_MS });
    for (let ask = 1; ask <= 6; ask += 1) await readJourneys(shopId, inMinutes(ask * 2 * 1440));
    expect(await journeyOf(order.id)).toMatchObject({
      state: 'given_up',
      attempts: 6,
      askAt: null,
    });
    expect(await momentsOf(order.id)).toEqual([]);
  });

  it('knows a direct order as one without visits', async () => {
    const order = await sell({ journeyDelayMs: 0 });
    await readJourneys(shopId, inMinutes(2));
    expect(await journeyOf(order.id)).toMatchObject({ state: 'ready', moments: 0 });
    expect(await rebuildTouches(shopId)).toBe(0);
  });

  it('takes many orders and long journeys in queries that Shopify allows, also when it is busy', async () => {
    const long = Array.from({ length: 130 }, (_, n) => visit((n + 1) * MINUTE_MS, `/?utm_id=${n}`));
    const orders = [await sell({ journeyDelayMs: 0, visits: long })];
    for (let n = 0; n < 44; n += 1) {
      orders.push(await sell({ journeyDelayMs: 0, visits: [visit(HOUR_MS, '/')] }));
    }
    shop.misbehaviour.throttle = 2;
    await readJourneys(shopId, inMinutes(2));
    const counts = await prisma().orderJourney.groupBy({
      by: ['state', 'moments'],
      where: { shopId },
      _count: true,
      orderBy: { moments: 'asc' },
    });
    expect(counts).toEqual([
      { state: 'ready', moments: 1, _count: 44 },
      { state: 'ready', moments: 130, _count: 1 },
    ]);
    expect(await momentsOf(orders[0]?.id ?? 0n)).toHaveLength(130);
  });

  it('leaves the orders their turn when Shopify is too busy, and uses one up when it refuses', async () => {
    const order = await sell({ journeyDelayMs: 0, visits: [visit(HOUR_MS, '/')] });
    shop.misbehaviour.throttle = 20;
    await expect(readJourneys(shopId, inMinutes(2))).rejects.toMatchObject({
      code: 'shopify_throttled',
    });
    expect(await journeyOf(order.id)).toMatchObject({ state: 'waiting', attempts: 0 });
    shop.misbehaviour.throttle = 0;
    await prisma().session.updateMany({ where: { shop: shop.domain }, data: { accessToken: 'x' } });
    await readJourneys(shopId, inMinutes(2));
    expect(await journeyOf(order.id)).toMatchObject({ state: 'waiting', attempts: 1 });
  });

  it('keeps no visit of a person who was erased meanwhile', async () => {
    const order = await sell({ journeyDelayMs: 0, visits: [visit(HOUR_MS, '/')] });
    await prisma().order.updateMany({ where: { shopId }, data: { erasedAt: new Date() } });
    await readJourneys(shopId, inMinutes(2));
    expect(await journeyOf(order.id)).toMatchObject({ state: 'ready' });
    expect(await momentsOf(order.id)).toEqual([]);
  });

  it('has nothing to do where the shop or the app is gone', async () => {
    await sell({ journeyDelayMs: 0 });
    await prisma().shop.update({ where: { id: shopId }, data: { uninstalledAt: new Date() } });
    await readJourneys(shopId, inMinutes(2));
    await readJourneys(999_999, inMinutes(2));
    expect(await prisma().orderJourney.count({ where: { shopId, state: 'waiting' } })).toBe(1);
  });
});

it('orders of before the installation bring their journeys, the newest first', async () => {
  const [jane, home] = [visit(25 * DAY_MS, '/?utm_source=jane'), visit(HOUR_MS, '/')];
  const variantId = [...shop.products.values()][0]?.variants[0]?.id ?? 0n;
  const sold = [1, 24, 61].map((days) => {
    const given = { at: Date.now() - days * DAY_MS, visits: [jane, home] };
    return placeOrder(world(), shop, { lines: [{ variantId, quantity: 1 }], ...given }).order;
  });
  world().clock.speed = 200;
  await request(shopId);
  expect(await drive(shopId)).toEqual([]);
  world().clock.speed = 1;
  const due = await dueJourneys(statements(), shopId, new Date(), 10);
  expect(due.map(({ orderId }) => orderId)).toEqual(sold.slice(0, 2).map(({ id }) => id));
  await readJourneys(shopId);
  // Only the visit by her link was before the orders; the oldest is out of reach.
  const counts = await Promise.all(sold.map(async ({ id }) => (await momentsOf(id)).length));
  expect(counts).toEqual([1, 1, 0]);
  expect(await rebuildTouches(shopId)).toBe(2);
});

it('journeys whose job was lost are asked for all the same, but not of a shop that left', async () => {
  await sell();
  await pool().query("delete from graphile_worker._private_jobs where key like 'read-journeys%'");
  const now = inMinutes(10);
  await wakeWaitingShops(now);
  expect(await runsAt('read-journeys')).toHaveLength(1);
  await pool().query("delete from graphile_worker._private_jobs where key like 'read-journeys%'");
  await prisma().shop.update({ where: { id: shopId }, data: { uninstalledAt: now } });
  await wakeWaitingShops(now);
  expect(await runsAt('read-journeys')).toEqual([]);
});
