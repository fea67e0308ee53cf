import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { assistsCsv, pathsCsv, pathView } from '#app/views/path-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const NOW = new Date('2026-03-15T16:00:00Z');
const AT = new Date('2026-03-10T12:00:00Z');
let shop: ShopRow;
let other: ShopRow;
let jane: string;
let zoe: string;

beforeAll(async () => {
  shop = await makeShop();
  other = await makeShop();
  jane = await makeInfluencer(shop.id, { name: '=Jane' });
  zoe = await makeInfluencer(shop.id, { name: 'Zoë' });
  const email = { channel: 'email' } as const;
  const ofJane = { influencerId: jane };
  const at = AT;
  // In New York the evening of the 7th: three days before, though it is but two and a half.
  const early = { ...ofJane, occurredAt: new Date('2026-03-08T03:00:00Z') };
  await makeOrder(shop, { at, netMinor: 10_000n, touches: [early, ofJane, email] });
  const toEmail = [ofJane, ofJane, email];
  await makeOrder(shop, { at, netMinor: 5_001n, touches: toEmail });
  await makeOrder(shop, { at, netMinor: 2_000n, touches: [ofJane, ofJane] });
  const long = { ...email, occurredAt: new Date('2026-01-29T12:00:00Z') };
  await makeOrder(shop, { at, netMinor: 3_000n, touches: [long, ofJane, { influencerId: zoe }] });
  await makeOrder(shop, { at, netMinor: 7_000n, touches: [{ channel: 'direct' }] });
  // None of these counts.
  await makeOrder(shop, { at, netMinor: 1n, touches: toEmail, test: true });
  await makeOrder(shop, { at, netMinor: 1n, touches: toEmail, cancelled: true });
  await makeOrder(shop, { at, netMinor: 1n, touches: toEmail, isWaiting: true });
  await makeOrder(shop, { at, netMinor: 1n, touches: toEmail, currency: 'EUR' });
  const before = new Date('2026-02-10T12:00:00Z');
  await makeOrder(shop, { at: before, netMinor: 900n, touches: [ofJane] });
  await makeOrder(other, { at, netMinor: 1n, touches: [{ influencerId: jane }, email] });
  const unshown = await makeOrder(shop, { at, netMinor: 1n, touches: toEmail });
  const where = { shopId: shop.id, orderId: unshown };
  await prisma().attributedOrder.updateMany({ where, data: { generation: 1 } });
  await prisma().credit.updateMany({ where, data: { generation: 1 } });
});

const view = (params: Record<string, string> = {}, of = shop) =>
  pathView(of, new URLSearchParams(params), NOW);

it('says in how many orders with influencers last touch alone misses them', async () => {
  expect(await view()).toMatchObject({
    orders: 4,
    allOrders: false,
    sentence:
      'In 50% of influencer orders (2 of 4) she was not the last contact: last touch alone would miss them.',
  });
  expect(await view({ period: 'custom', from: '2026-02-10', to: '2026-02-10' })).toMatchObject({
    orders: 1,
    sentence:
      'In 0% of influencer orders (0 of 1) she was not the last contact: last touch misses none of them.',
  });
});

it('counts for each influencer where she was the last contact, assisted, or stood alone', async () => {
  const { assists, assistCount } = await view();
  expect(assists).toEqual([
    { id: jane, name: '=Jane', last: 1, assisted: 3, alone: 1, ratio: '3.00×' },
    { id: zoe, name: 'Zoë', last: 1, assisted: 0, alone: 0, ratio: '0.00×' },
  ]);
  expect(assistCount).toBe(2);
});

it('groups orders by their path, the most common first', async () => {
  const { paths, pathCount } = await view();
  expect(pathCount).toBe(3);
  expect(paths.map(({ key: _, ...path }) => path)).toEqual([
    {
      steps: ['=Jane ×2', 'E-mail'],
      orders: 2,
      net: { amount: '150.01', currency: 'USD' },
      averageDays: 1.5,
    },
    {
      steps: ['E-mail', '=Jane', 'Zoë'],
      orders: 1,
      net: { amount: '30.00', currency: 'USD' },
      averageDays: 40,
    },
    {
      steps: ['=Jane ×2'],
      orders: 1,
      net: { amount: '20.00', currency: 'USD' },
      averageDays: 0,
    },
  ]);
});

it('spreads the orders over length and time', async () => {
  const { lengths, times } = await view();
  expect(lengths.map(({ orders }) => orders)).toEqual([0, 1, 3, 0, 0]);
  expect(lengths[2]).toEqual({ label: '3 contacts', orders: 3, share: '75%', fill: 1 });
  expect(times.map(({ orders }) => orders)).toEqual([2, 0, 1, 0, 0, 0, 1]);
});

it('takes in the orders without influencers when asked, and leaves the sentence as it is', async () => {
  const all = await view({ orders: 'all' });
  expect(all).toMatchObject({ orders: 5, allOrders: true, sentence: (await view()).sentence });
  expect(all.paths[1]).toMatchObject({ steps: ['Direct'], orders: 1, averageDays: 0 });
  expect(all.lengths[0]?.orders).toBe(1);
});

it('is empty where there is nothing, and tells nobody’s name to another shop', async () => {
  const empty = await view({ period: 'custom', from: '2025-01-01', to: '2025-01-02' });
  expect(empty).toMatchObject({ orders: 0, paths: [], assists: [], pathCount: 0 });
  expect(empty.sentence).toBe('No influencer had a part in the orders of this period.');
  expect((await view({}, other)).paths).toMatchObject([
    { steps: ['Unknown influencer', 'E-mail'], orders: 1 },
  ]);
});

it('writes both tables as files that a spreadsheet does not run', async () => {
  const params = new URLSearchParams();
  expect(parse(await pathsCsv(shop, params, NOW))).toEqual([
    ['Path', 'Contacts', 'Orders', 'Net sales (USD)', 'Average days to the order'],
    ["'=Jane ×2 > E-mail", '3', '2', '150.01', '1.5'],
    ['E-mail > =Jane > Zoë', '3', '1', '30.00', '40'],
    ["'=Jane ×2", '2', '1', '20.00', '0'],
  ]);
  expect(parse(await assistsCsv(shop, params, NOW))).toEqual([
    [
      'Influencer',
      'Orders as the last contact',
      'Orders assisted',
      'Orders alone',
      'Assisted per last contact',
    ],
    ["'=Jane", '1', '3', '1', '3'],
    ['Zoë', '1', '0', '0', '0'],
  ]);
});
