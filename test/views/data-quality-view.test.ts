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
import { makeCampaign } from '#test/factories/campaign.ts';
import { makeCollaboration } from '#test/factories/collaboration.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const NOW = new Date('2026-03-15T16:00:00Z');
const at = (text: string) => new Date(`2026-03-${text}:00Z`);
const DECLINED = [{ name: '_tributary_consent', value: 'declined' }];
const MARKED = [{ name: '_tributary_link', value: 'abc' }];

let shop: ShopRow;
let other: ShopRow;

async function touched(orderId: bigint, place: number, sources: string[], utm: object = {}) {
  await prisma().touchpoint.updateMany({
    where: { orderId, sourceKey: `order:${orderId}:${place}` },
    data: { sources, ...utm },
  });
}

async function attributesOf(orderId: bigint, attributes: object[]) {
  await prisma().order.updateMany({ where: { orderId }, data: { attributes } });
}

/** Ten orders in thirty days, one of them a test, one cancelled; one before; and a second shop that must not show. */
beforeAll(async () => {
  shop = await makeShop();
  other = await makeShop();
  const campaignId = await makeCampaign(shop.id);
  const influencerId = await makeInfluencer(shop.id, { name: 'Sarah' });
  const collaborationId = await makeCollaboration(shop.id, {
    influencerId,
    campaignId,
    code: 'SARAH15',
  });
  const sarah = { influencerId, collaborationId };
  const code = { ...sarah, kind: 'code', code: 'SARAH15' } as const;
  const click = { ...sarah, kind: 'link_click', evidence: 'link_id' } as const;
  const landing = { kind: 'landing', channel: 'organic_search' } as const;
  const unknown = { kind: 'unknown', channel: 'unassigned' } as const;
  const podcast = { utmSource: 'Glow-Podcast', utmMedium: 'audio' };

  const both = await makeOrder(shop, {
    at: at('14T10:00'),
    netMinor: 1_000n,
    codes: ['SARAH15'],
    touches: [click, code],
  });
  await touched(both, 0, ['link_click', 'pixel']);
  await touched(both, 1, ['code']);
  const spoken = await makeOrder(shop, {
    at: at('14T11:00'),
    netMinor: 2_000n,
    codes: ['SARAH15', 'WELCOME'],
    touches: [{ ...landing, channel: 'unassigned' }, code],
  });
  await touched(spoken, 0, ['landing_site', 'shopify_journey'], podcast);
  await touched(spoken, 1, ['code']);
  await attributesOf(spoken, DECLINED);
  const visited = await makeOrder(shop, {
    at: at('13T10:00'),
    netMinor: 4_000n,
    codes: ['welcome', 'WELCOME'],
    touches: [click],
  });
  await touched(visited, 0, ['cart', 'link_click']);
  await attributesOf(visited, MARKED);
  const heard = await makeOrder(shop, {
    at: at('12T10:00'),
    netMinor: 8_000n,
    touches: [{ ...landing, channel: 'unassigned' }],
  });
  await touched(heard, 0, ['landing_site'], { ...podcast, utmSource: ' glow-podcast' });
  const searched = await makeOrder(shop, {
    at: at('11T10:00'),
    netMinor: 90_000n,
    touches: [landing],
  });
  await touched(searched, 0, ['landing_site'], { utmSource: 'google', utmMedium: 'cpc' });
  await makeOrder(shop, { at: at('10T10:00'), netMinor: 500n, touches: [unknown] });
  await makeOrder(shop, { at: at('10T11:00'), netMinor: 500n, touches: [unknown], codes: ['VIP'] });
  await makeOrder(shop, { at: at('09T10:00'), netMinor: 700n, touches: [], isWaiting: true });
  const out = { netMinor: 9n, touches: [code, landing], codes: ['GONE'] };
  await makeOrder(shop, { at: at('09T10:00'), ...out, test: true });
  await makeOrder(shop, { at: at('09T10:00'), ...out, cancelled: true });
  await makeOrder(shop, {
    at: new Date('2026-01-20T10:00:00Z'),
    netMinor: 300n,
    codes: ['OLDCODE', 'VIP'],
    touches: [landing],
  });
  await makeOrder(other, {
    at: at('14T10:00'),
    netMinor: 1n,
    codes: ['THEIRS'],
    touches: [landing],
  });
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
  beforeAll(async () => {
    const message = { shopId: shop.id, topic: 'orders/create', apiVersion: '2026-10' };
    const told = (hour: string, seconds: number, worked: number) => ({
      ...message,
      webhookId: `at-${hour}`,
      status: 'done' as const,
      triggeredAt: at(hour),
      receivedAt: new Date(at(hour).getTime() + seconds * 1000),
      processedAt: new Date(at(hour).getTime() + (seconds + worked) * 1000),
    });
    await prisma().inboxMessage.createMany({
      data: [
        told('14T10:00', 2, 0.05),
        told('13T10:00', 3, 1),
        told('12T10:00', 400, 30),
        // What Shopify's clock puts into our future took no time.
        told('11T10:00', -5, 1),
        // Too long ago to tell how it is now.
        told('02T10:00', 9_000, 1),
      ],
    });
    const run = { shopId: shop.id, windowFrom: at('15T13:00'), windowTo: at('15T14:00') };
    await prisma().reconciliationRun.createMany({
      data: [
        {
          ...run,
          startedAt: at('15T14:00'),
          endedAt: at('15T14:01'),
          errorCode: 'x',
          errorMessage: 'No.',
        },
        {
          ...run,
          startedAt: at('15T15:00'),
          endedAt: at('15T15:01'),
          seen: 9,
          missing: 2,
          repaired: 2,
        },
        { ...run, startedAt: at('15T16:00') },
      ],
    });
    await prisma().storefrontStatus.create({
      data: {
        shopId: shop.id,
        pixelState: 'live',
        embedState: 'off',
        pixelCheckedAt: at('15T15:00'),
      },
    });
    await prisma().pixelEvent.create({
      data: {
        shopId: shop.id,
        eventId: 'e1',
        type: 'visit',
        url: '/',
        occurredAt: at('15T15:58'),
        receivedAt: at('15T15:58'),
      },
    });
    await prisma().orderJourney.createMany({
      data: ['ready', 'ready', 'waiting', 'given_up'].map((state, place) => ({
        shopId: shop.id,
        orderId: BigInt(place),
        state,
      })),
    });
    await prisma().touchRebuild.createMany({
      data: [1n, 2n].map((orderId) => ({ shopId: shop.id, orderId })),
    });
    await prisma().attributionDue.createMany({
      data: [2n, 3n].map((orderId) => ({ shopId: shop.id, orderId })),
    });
  });

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
      `https://${shop.domain}/admin/themes/current/editor?context=apps&template=index&activateAppId=test-client-id/visit-embed`,
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
