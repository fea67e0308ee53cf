import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { MODELS } from '#app/domain/attribution-model.ts';
import { orderListCsv, orderListView } from '#app/views/order-list-view.server.ts';
import { orderView } from '#app/views/order-view.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeCampaign } from '#test/factories/campaign.ts';
import { makeCollaboration } from '#test/factories/collaboration.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeOrder } from '#test/factories/order.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

const AT = new Date('2026-03-10T12:00:00Z');
let shop: ShopRow;
let other: ShopRow;
let sarahId: string;
let shared: bigint;

beforeAll(async () => {
  shop = await makeShop();
  other = await makeShop();
  const campaignId = await makeCampaign(shop.id, { name: 'Spring' });
  sarahId = await makeInfluencer(shop.id, { name: 'Sarah' });
  const miaId = await makeInfluencer(shop.id, { name: 'Mia' });
  const sarah = {
    influencerId: sarahId,
    collaborationId: await makeCollaboration(shop.id, { influencerId: sarahId, campaignId }),
  };
  const mia = { influencerId: miaId, collaborationId: null, evidence: 'utm' };
  const organic = { channel: 'organic_search' as const, evidence: 'referrer' };
  shared = await makeOrder(shop, {
    at: AT,
    netMinor: 10_001n,
    name: '#1001',
    codes: ['SARAH15'],
    touches: [organic, mia, { ...sarah, code: 'SARAH15' }],
  });
  await makeOrder(shop, { at: AT, netMinor: 500n, name: '#1002', touches: [organic] });
  await makeOrder(shop, { at: AT, netMinor: 5n, name: '#1003', touches: [mia], isWaiting: true });
  await makeOrder(other, { at: AT, netMinor: 1n, name: '#1001', touches: [], orderId: shared });
});

describe('why an order is credited', () => {
  it('shows every touchpoint with its evidence and what each model gives, down to the last cent', async () => {
    const view = await orderView(shop, String(shared));
    expect(
      view.journey.map((touch) => [touch.influencer?.name ?? touch.channel, touch.evidence]),
    ).toEqual([
      ['Organic search', 'The visit came from another site.'],
      ['Mia', 'The visit carried UTM parameters: without any we know.'],
      ['Sarah', 'The code SARAH15 was used at the checkout.'],
    ]);
    for (const model of MODELS) {
      const total = view.journey
        .map((touch) => BigInt(touch.credit[model].amount.replace('.', '')))
        .reduce((sum, minor) => sum + minor, 0n);
      expect(total).toBe(10_001n);
    }
    expect(view.decisions.find(({ model }) => model === 'last_touch')?.shares).toEqual([
      {
        to: 'Sarah',
        amount: { amount: '100.01', currency: 'USD' },
        because: 'The code SARAH15 was used at the checkout.',
      },
    ]);
    expect(view.isWaiting).toBe(false);
  });

  it('says what was ruled out and why', async () => {
    const touchpoint = (sourceKey: string, occurredAt: string, influencerId: string | null) =>
      prisma().touchpoint.create({
        data: {
          shopId: shop.id,
          orderId: shared,
          sourceKey,
          occurredAt: new Date(occurredAt),
          kind: 'landing',
          channel: influencerId ? 'influencer' : 'email',
          influencerId,
          evidence: 'utm',
          utmSource: 'news',
        },
      });
    await touchpoint('old', '2026-02-01T00:00:00Z', sarahId);
    await touchpoint('late', '2026-03-10T12:00:01Z', null);
    const { ruledOut } = await orderView(shop, String(shared));
    expect(ruledOut.map(({ channel, reason }) => [channel, reason])).toEqual([
      [
        'Influencer',
        'It happened more than 30 days before the order: outside the window for influencers.',
      ],
      ['E-mail', 'It happened after the order was placed.'],
    ]);
  });

  it('takes refunds off the net sales and names what never counted', async () => {
    const orderId = await makeOrder(shop, {
      at: AT,
      netMinor: 9_000n,
      touches: [{ channel: 'direct' }],
    });
    await prisma().order.update({
      where: { shopId_orderId: { shopId: shop.id, orderId } },
      data: { taxMinor: 720n, shippingMinor: 500n, totalMinor: 10_220n },
    });
    const refundId = orderId + 2n;
    await prisma().refund.create({
      data: {
        shopId: shop.id,
        refundId,
        orderId,
        createdAt: AT,
        processedAt: AT,
        paidBackMinor: 2_500n,
        currency: 'USD',
      },
    });
    await prisma().refundAdjustment.create({
      data: {
        shopId: shop.id,
        refundId,
        adjustmentId: 1n,
        kind: 'refund_discrepancy',
        amountMinor: -2_500n,
        taxMinor: 0n,
      },
    });
    const { arithmetic } = await orderView(shop, String(orderId));
    expect(arithmetic).toMatchObject({
      gross: { amount: '90.00' },
      discounts: { amount: '0.00' },
      refunds: { amount: '25.00' },
      net: { amount: '65.00' },
    });
    expect(arithmetic.leftOut).toEqual([
      { what: 'Tax', amount: { amount: '7.20', currency: 'USD' } },
      { what: 'Shipping', amount: { amount: '5.00', currency: 'USD' } },
    ]);
  });

  it('belongs to its shop alone', async () => {
    expect((await orderView(other, String(shared))).journey).toEqual([]);
    const stranger = await makeShop();
    for (const id of [String(shared), '0', '-1', '1e3', '9'.repeat(40), 'x', undefined]) {
      await expect(orderView(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

describe('the list of orders', () => {
  const names = async (params: Record<string, string>, of = shop) =>
    (await orderListView(of, new URLSearchParams(params))).rows.map(({ name }) => name);

  it('finds orders by name, code and influencer', async () => {
    expect(await names({ q: '1002' })).toEqual(['#1002']);
    expect(await names({ q: 'sarah15' })).toEqual(['#1001']);
    expect(await names({ influencer: sarahId })).toEqual(['#1001']);
    expect(await names({ only: 'influencers' })).toEqual(['#1001']);
    expect(await names({ influencer: 'x', q: '#100' })).toEqual(
      expect.arrayContaining(['#1001', '#1002', '#1003']),
    );
    expect(await names({ influencer: sarahId }, other)).toEqual([]);
    expect(await names({}, other)).toEqual(['#1001']);
  });

  it('tells an order that waits from one without an influencer', async () => {
    const { rows } = await orderListView(shop, new URLSearchParams({ q: '100', model: 'linear' }));
    const byName = new Map(rows.map((row) => [row.name, row]));
    expect(byName.get('#1003')).toMatchObject({ net: null, credits: [] });
    expect(byName.get('#1002')).toMatchObject({ net: { amount: '5.00' }, credits: [] });
    expect(byName.get('#1001')?.credits.map(({ name, amount }) => [name, amount.amount])).toEqual([
      ['Mia', '33.34'],
      ['Sarah', '33.33'],
    ]);
  });

  it('writes one line per order and influencer into the file', async () => {
    const rows: string[][] = parse(await orderListCsv(shop, new URLSearchParams({ q: '#1001' })));
    expect(rows[0]?.slice(-9)).toEqual([
      'Credit, first touch',
      'Credit, last touch',
      'Credit, last non-direct',
      'Credit, linear',
      'Credit, position based',
      'Credit, time decay',
      'Credit, data-driven (markov)',
      'Credit, equal per source (shapley)',
      'Markov by fit',
    ]);
    const [mia, sarah] = rows.slice(1).map((row) => row.slice(-10).join(' '));
    expect(mia).toBe('Mia 0.00 0.00 0.00 33.34 20.00 33.34 20.00 33.34 position');
    expect(sarah).toBe('Sarah 0.00 100.01 100.01 33.33 40.00 33.33 40.00 33.33 position');
  });
});
