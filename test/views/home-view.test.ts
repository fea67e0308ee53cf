import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { pool } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { MODELS, type Model } from '#app/domain/attribution-model.ts';
import { homeRankingCsv, homeView } from '#app/views/home-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeCampaign } from '#test/factories/campaign.ts';
import { makeCollaboration, makeCost } from '#test/factories/collaboration.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const NOW = new Date('2026-03-15T16:00:00Z');
let shop: ShopRow;
let other: ShopRow;
let sarah: { influencerId: string; collaborationId: string };
let mia: { influencerId: string; collaborationId: string };

async function cast(into: ShopRow, name: string, campaignId: string) {
  const influencerId = await makeInfluencer(into.id, { name });
  const collaborationId = await makeCollaboration(into.id, { influencerId, campaignId });
  return { influencerId, collaborationId };
}

/** A small history with shared orders, refunds to nothing, another currency, and a clash in a second shop. */
beforeAll(async () => {
  shop = await makeShop();
  other = await makeShop();
  const campaignId = await makeCampaign(shop.id);
  sarah = await cast(shop, 'Sarah', campaignId);
  mia = await cast(shop, 'Mia', campaignId);
  const hers = await cast(other, 'Sarah', await makeCampaign(other.id));
  const organic = { channel: 'organic_search' as const };

  const march = (day: string) => new Date(`2026-03-${day}T15:00:00Z`);
  await makeOrder(shop, {
    at: march('14'),
    netMinor: 10_001n,
    touches: [sarah],
    newCustomer: true,
  });
  await makeOrder(shop, {
    at: march('13'),
    netMinor: 5_000n,
    touches: [sarah, organic, mia],
    newCustomer: false,
  });
  await makeOrder(shop, { at: march('12'), netMinor: 900n, touches: [organic] });
  await makeOrder(shop, { at: march('11'), netMinor: 0n, touches: [sarah] });
  await makeOrder(shop, { at: march('10'), netMinor: 700n, touches: [mia], test: true });
  await makeOrder(shop, { at: march('10'), netMinor: 800n, touches: [mia], cancelled: true });
  await makeOrder(shop, { at: march('10'), netMinor: 800n, touches: [mia], currency: 'EUR' });
  await makeOrder(shop, { at: march('09'), netMinor: 60_000n, touches: [mia], isWaiting: true });
  // The day begins at four o'clock UTC in New York since the clocks went forward on March 8.
  await makeOrder(shop, { at: new Date('2026-03-09T03:59:00Z'), netMinor: 333n, touches: [mia] });
  await makeOrder(shop, { at: new Date('2026-03-09T04:00:00Z'), netMinor: 444n, touches: [mia] });
  await makeOrder(shop, {
    at: march('03'),
    netMinor: 2_000n,
    touches: [mia, sarah],
    newCustomer: true,
  });
  await makeOrder(other, { at: march('14'), netMinor: 77_777n, touches: [hers] });

  await makeCost(shop.id, { ...sarah, day: '2026-03-09', minor: 2_500n });
  await makeCost(shop.id, { ...sarah, day: '2026-03-15', minor: 500n });
  await makeCost(shop.id, { ...mia, day: '2026-03-08', minor: 1_000n });
  await makeCost(other.id, { ...hers, day: '2026-03-14', minor: 99n });
});

const seven = (model: Model) => new URLSearchParams({ period: '7d', model });
const minor = (text: string) => BigInt(text.replace('.', ''));
const figure = (view: Awaited<ReturnType<typeof homeView>>, key: string) => {
  const found = view.figures.find((one) => one.key === key);
  return typeof found?.value === 'object' ? found.value.amount : found?.value;
};

describe('the figures of seven days', () => {
  it.each([
    ['first_touch', '154.45', '3'],
    ['last_touch', '154.45', '3'],
    ['linear', '137.78', '3'],
  ] as const)('by %s', async (model, revenue, orders) => {
    const view = await homeView(shop, seven(model), NOW);
    expect(view.query).toMatchObject({ from: '2026-03-09', to: '2026-03-15', model });
    expect(figure(view, 'revenue')).toBe(revenue);
    expect(figure(view, 'orders')).toBe(orders);
    expect(figure(view, 'cost')).toBe('30.00');
    expect(figure(view, 'newCustomers')).toBe('1');
    expect(figure(view, 'cpa')).toBe('10.00');
  });

  it.each(MODELS)('agree with a plain count over the tables (%s)', async (model) => {
    const { rows } = await pool().query<{ revenue: string; orders: string }>(
      `select sum(${model}) as revenue, count(distinct order_id) filter (where ${model} > 0) as orders
       from credit where shop_id = $1 and influencer_id is not null and day between '2026-03-09' and '2026-03-15'
         and order_id not in (select order_id from "order" where shop_id = $1 and currency <> 'USD')`,
      [shop.id],
    );
    const view = await homeView(shop, seven(model), NOW);
    expect(minor(String(figure(view, 'revenue')))).toBe(BigInt(rows[0]?.revenue ?? -1));
    expect(figure(view, 'orders')).toBe(rows[0]?.orders);
  });

  it.each(MODELS)('are the sum of their parts (%s)', async (model) => {
    const view = await homeView(shop, seven(model), NOW);
    const total = (parts: string[]) => parts.reduce((sum, part) => sum + minor(part), 0n);
    const revenue = minor(String(figure(view, 'revenue')));
    expect(total(view.ranking.rows.map((row) => row.revenue.amount))).toBe(revenue);
    expect(total(view.series.map((day) => day.revenue.amount))).toBe(revenue);
    expect(minor(view.series.at(-1)?.revenueSoFar.amount ?? '')).toBe(revenue);
    const cost = minor(String(figure(view, 'cost')));
    expect(total(view.ranking.rows.map((row) => row.cost.amount))).toBe(cost);
    expect(total(view.series.map((day) => day.cost.amount))).toBe(cost);
    expect(view.series).toHaveLength(7);
  });

  it('stand beside those of the seven days before', async () => {
    const view = await homeView(shop, seven('first_touch'), NOW);
    const revenue = view.figures.find(({ key }) => key === 'revenue');
    expect(revenue?.previous).toEqual({ amount: '23.33', currency: 'USD' });
    expect(revenue?.change).toEqual({ direction: 'up', text: '562%', good: true });
    const before = view.series.map((day) => day.previousRevenue?.amount);
    expect(before).toEqual(['0.00', '20.00', '0.00', '0.00', '0.00', '0.00', '3.33']);
  });

  it('put an order on its day in the shop, also where the clock jumps', async () => {
    const view = await homeView(shop, seven('last_touch'), NOW);
    expect(view.series[0]).toMatchObject({ day: '2026-03-09', revenue: { amount: '4.44' } });
  });
});

describe('the ranking', () => {
  it('holds each influencer’s own figures and her previous period', async () => {
    const view = await homeView(shop, seven('first_touch'), NOW);
    expect(view.ranking.rows.map((row) => [row.name, row.revenue.amount, row.orders])).toEqual([
      ['Sarah', '150.01', 2],
      ['Mia', '4.44', 1],
    ]);
    expect(view.ranking.rows[0]).toMatchObject({ roi: '400%', roas: '5.00×', tier: 'micro' });
    expect(view.ranking.rows[1]).toMatchObject({
      roi: '–',
      previousRevenue: { amount: '23.33' },
      change: { direction: 'down', good: false },
    });
  });

  it('sorts by any column, either way', async () => {
    const names = async (sort: string, dir: string) => {
      const params = new URLSearchParams({ period: '7d', model: 'last_touch', sort, dir });
      return (await homeView(shop, params, NOW)).ranking.rows.map(({ name }) => name);
    };
    expect(await names('name', 'asc')).toEqual(['Mia', 'Sarah']);
    expect(await names('cost', 'asc')).toEqual(['Mia', 'Sarah']);
    expect(await names('roi', 'desc')).toEqual(['Sarah', 'Mia']);
    expect(await names('orders', 'desc')).toEqual(['Mia', 'Sarah']);
  });

  it('is the same in the file', async () => {
    const rows: string[][] = parse(await homeRankingCsv(shop, seven('first_touch'), NOW), {
      bom: true,
    });
    expect(rows[0]?.slice(0, 3)).toEqual(['Influencer', 'Tier', 'Revenue (USD)']);
    expect(rows[1]).toEqual([
      'Sarah',
      'Micro',
      '150.01',
      '2',
      '1',
      '30.00',
      '400.03',
      '5.0003',
      '15.00',
      '0.00',
    ]);
  });
});

it('shows one shop nothing of another', async () => {
  const view = await homeView(other, seven('linear'), NOW);
  expect(figure(view, 'revenue')).toBe('777.77');
  expect(figure(view, 'cost')).toBe('0.99');
  expect(view.ranking.rows.map(({ name }) => name)).toEqual(['Sarah']);
});

it('falls back where the address is wrong, and takes a period of its own', async () => {
  const odd = new URLSearchParams({ period: 'custom', from: '2026-02-30', to: 'x', model: 'best' });
  expect((await homeView(shop, odd, NOW)).query).toMatchObject({
    choice: '30d',
    from: '2026-02-14',
    model: 'last_touch',
  });
  const own = new URLSearchParams({ period: 'custom', from: '2026-03-14', to: '2026-03-14' });
  const view = await homeView(shop, own, NOW);
  expect(figure(view, 'revenue')).toBe('100.01');
  expect(view.query.previousText).toBe('Mar 13, 2026');
  const month = await homeView(shop, new URLSearchParams({ period: 'month' }), NOW);
  expect(month.query).toMatchObject({ from: '2026-03-01', to: '2026-03-15' });
});

it('tells a new shop from one with data', async () => {
  const fresh = await homeView(await makeShop(), new URLSearchParams(), NOW);
  expect(fresh.steps).toEqual({
    influencers: false,
    campaigns: false,
    collaborations: false,
    orders: false,
  });
  expect(fresh.freshness).toMatchObject({ lastOrder: null, upToDate: true });
  expect((await homeView(shop, new URLSearchParams(), NOW)).steps.orders).toBe(true);
});
