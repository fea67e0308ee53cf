import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import {
  dataQualityCsv,
  dataQualityView,
  reconciliationCsv,
} from '#app/views/data-quality-view.server.ts';
import { homeView } from '#app/views/home-view.server.ts';
import { strayCodesCsv, strayUtmCsv } from '#app/views/stray-trace-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeShop } from '#test/factories/shop.ts';
import { plantListening, plantOrders } from './quality-world.ts';

freshDatabase();

const NOW = new Date('2026-03-15T16:00:00Z');
let shop: ShopRow;
let other: ShopRow;

beforeAll(async () => {
  shop = await makeShop();
  other = await makeShop();
  await plantOrders(shop, other);
});

const thirty = new URLSearchParams();

describe('what is known of the orders', () => {
  it('counts them over the days of the period, in the shop’s time zone', async () => {
    const view = await dataQualityView(shop, thirty, NOW);
    expect(view).toMatchObject({ period: '30d', orders: 8 });
    const shares = view.shares.map(({ key, orders, share }) => [key, orders, share]);
    expect(shares).toEqual([
      ['withJourney', 5, '63%'],
      ['declined', 1, '13%'],
      ['codeWithoutVisit', 1, '13%'],
      ['visitWithoutCode', 1, '13%'],
    ]);
    const longer = await dataQualityView(shop, new URLSearchParams({ period: '90d' }), NOW);
    expect(longer.orders).toBe(9);
    const shorter = await dataQualityView(shop, new URLSearchParams({ period: '7d' }), NOW);
    expect(shorter.orders).toBe(8);
  });

  it('counts an order once for every source that told something of it', async () => {
    const { sources } = await dataQualityView(shop, thirty, NOW);
    expect(Object.fromEntries(sources.map(({ key, orders }) => [key, orders]))).toEqual({
      pixel: 1,
      link_click: 2,
      shopify_journey: 1,
      landing_site: 3,
      cart: 1,
      code: 2,
      survey: 0,
    });
  });

  it('is the same in the file', async () => {
    const rows: string[][] = parse(await dataQualityCsv(shop, thirty, NOW));
    expect(rows.slice(1, 3).map((row) => row.slice(0, 3))).toEqual([
      ['All orders', '8', ''],
      ['We know how the customer came', '5', '63%'],
    ]);
    expect(rows).toHaveLength(1 + 1 + 4 + 7);
  });
});

describe('what belongs to nobody', () => {
  it('lists codes by what they brought, each order once', async () => {
    const { strays } = await dataQualityView(shop, thirty, NOW);
    const codes = strays.codes.map((row) => [row.text.toUpperCase(), row.orders, row.net.amount]);
    expect(codes).toEqual([
      ['WELCOME', 2, '60.00'],
      ['VIP', 1, '5.00'],
    ]);
    expect(strays.codes[0]).toMatchObject({ firstAt: { iso: '2026-03-13T10:00:00.000Z' } });
    expect(strays.more).toEqual({ codes: false, utm: false });
    const rows: string[][] = parse(await strayCodesCsv(shop));
    expect(rows.slice(1).map(([name, orders]) => [name?.toUpperCase(), orders])).toEqual([
      ['WELCOME', '2'],
      ['VIP', '2'],
      ['OLDCODE', '1'],
    ]);
  });

  it('lists UTM values, those of no channel first', async () => {
    const { strays } = await dataQualityView(shop, thirty, NOW);
    const utm = strays.utm.map((row) => [row.text, row.channel, row.orders, row.net.amount]);
    expect(utm).toEqual([
      ['glow-podcast / audio', 'Unassigned', 2, '100.00'],
      ['google / cpc', 'Organic search', 1, '900.00'],
    ]);
    expect(parse(await strayUtmCsv(shop))).toHaveLength(1 + 2);
  });

  it('keeps to its shop', async () => {
    const view = await dataQualityView(other, thirty, NOW);
    expect(view).toMatchObject({ orders: 1, runs: [], backfill: null });
    expect(view.strays.codes.map(({ text }) => text)).toEqual(['THEIRS']);
    expect(view.pixel).toMatchObject({ state: 'off', heard: 'No event yet' });
  });
});

describe('how well the shop listens', () => {
  beforeAll(() => plantListening(shop));

  it('tells delays, and hours in which orders came but no message', async () => {
    const { webhooks } = await dataQualityView(shop, thirty, NOW);
    expect(webhooks).toMatchObject({
      messages: 4,
      arrival: { usual: '2.0 s', slow: '7 min' },
      processing: { usual: '1.0 s', slow: '30 s' },
      // 14th at eleven, 11th at ten, 10th at ten and eleven, 9th at ten.
      silent: { hours: 5, last: { iso: '2026-03-14T11:00:00.000Z' } },
    });
  });

  it('tells what the comparisons found', async () => {
    const { runs } = await dataQualityView(shop, thirty, NOW);
    expect(runs.map(({ missing, endedAt, error }) => [missing, endedAt !== null, error])).toEqual([
      [0, false, null],
      [2, true, null],
      [0, true, 'No.'],
    ]);
    expect(parse(await reconciliationCsv(shop))).toHaveLength(1 + 3);
  });

  it('tells whether pixel and embed are heard, and where to put them right', async () => {
    const { pixel, embed, journeys, beingRebuilt } = await dataQualityView(shop, thirty, NOW);
    expect(pixel).toMatchObject({
      state: 'on',
      heard: 'Last event 2 min ago',
      advice: 'Nothing to do.',
    });
    expect(embed).toMatchObject({ state: 'off', heard: 'Last order with its mark 1 day ago' });
    expect(embed.editorUrl).toBe(
      'shopify://admin/themes/current/editor?context=apps&template=index&activateAppId=test-client-id/visit-embed',
    );
    expect(journeys).toEqual({ waiting: 1, ready: 2, givenUp: 1 });
    expect(beingRebuilt).toBe(3);
  });

  it('says in plain words whether the figures can be trusted', async () => {
    const { trust } = await dataQualityView(shop, thirty, NOW);
    expect(trust.verdict).toBe('thin');
    expect(trust.reasons.map(({ text }) => text)).toEqual([
      'The app embed is off in your theme, so carts carry no trace of the visit.',
      '3 orders and messages are being worked on right now.',
      'Every order that Shopify has is here: compared 59 min ago.',
      'For 63% of orders we know how the customer came.',
    ]);
  });

  it('shows the orders of before the installation while they come, on the home screen too', async () => {
    const { id: shopId } = shop;
    const backfill = { shopId, search: '', requestedAt: NOW, updatedAt: NOW };
    const id = '0198a000-0000-7000-8000-000000000001';
    await prisma().backfill.create({ data: { ...backfill, id, state: 'downloading' } });
    expect((await homeView(shop, new URLSearchParams(), NOW)).backfill).toMatchObject({
      state: 'downloading',
    });
    const { trust } = await dataQualityView(shop, thirty, NOW);
    expect(trust.reasons.map(({ weight }) => weight)).toEqual([
      'thin',
      'soon',
      'soon',
      'good',
      'good',
    ]);
    await prisma().backfill.update({ where: { shopId }, data: { state: 'done' } });
    expect((await homeView(shop, new URLSearchParams(), NOW)).backfill).toBeNull();
  });
});
