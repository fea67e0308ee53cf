import { randomUUID } from 'node:crypto';
import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { attributeOrders } from '#app/flow/attribution/attribute-orders.server.ts';
import { drainInbox } from '#app/flow/intake/drain-inbox.server.ts';
import { deliver } from '#test/doors/deliver.ts';
import { makeCampaign } from '#test/factories/campaign.ts';
import { makeCollaboration } from '#test/factories/collaboration.ts';
import { makeInfluencer } from '#test/factories/influencer.ts';
import { makeShop } from '#test/factories/shop.ts';
import type { Shop } from '#test/standin/state/world.ts';

/** A webhook on its way: what the local Shopify wants to tell, and when it said so. */
export type Telling = { topic: string; body: string; webhookId: string; triggeredAt: string };

let instant = Date.UTC(2026, 10, 1);

/** Gives messages of the local Shopify an id and an instant each, later than all before. */
export function tellings(messages: readonly { topic: string; body: string }[]): Telling[] {
  return messages.map(({ topic, body }) => {
    instant += 1000;
    return { topic, body, webhookId: randomUUID(), triggeredAt: new Date(instant).toISOString() };
  });
}

let shops = 0;

/** A row for a shop of the local Shopify, under a domain of its own. */
export function knowShop(shop: Pick<Shop, 'currency' | 'timeZone'>): Promise<ShopRow> {
  shops += 1;
  const { currency, timeZone } = shop;
  return makeShop({ domain: `local-${shops}.myshopify.com`, currency, timeZone });
}

/** Delivers to the door, in this order; each must be acknowledged. */
export async function tell(shop: { domain: string }, told: readonly Telling[]): Promise<void> {
  for (const telling of told) {
    const status = await deliver({ ...telling, shop: shop.domain });
    if (status !== 200) throw new Error(`the door said ${status} to ${telling.topic}`);
  }
}

/** Does what the worker would: reads the inbox, then credits every due order. */
export async function settle(shopId: number): Promise<void> {
  await drainInbox(shopId);
  while ((await attributeOrders(shopId)) > 0);
}

/** An influencer with a code, a page and a link. Returns the ids and the traces. */
export async function engage(shopId: number, code: string, name = 'Jane Doe') {
  const influencerId = await makeInfluencer(shopId, { name });
  const campaignId = await makeCampaign(shopId);
  const collaborationId = await makeCollaboration(shopId, { influencerId, campaignId, code });
  const influencer = await prisma().influencer.findFirstOrThrow({ where: { id: influencerId } });
  const campaign = await prisma().campaign.findFirstOrThrow({ where: { id: campaignId } });
  const link = await prisma().trackingLink.findFirstOrThrow({ where: { collaborationId } });
  const page = await prisma().landingPage.findFirstOrThrow({ where: { collaborationId } });
  return {
    influencerId,
    collaborationId,
    slug: influencer.slug,
    utmCampaign: campaign.utmCampaign,
    linkSlug: link.slug,
    handle: page.handle,
  };
}

/** All facts and credit of a shop but what differs by nature: row numbers and instants of receipt. */
export async function stateOf(shopId: number) {
  const where = { shopId };
  const touchpoints = await prisma().touchpoint.findMany({ where, orderBy: { sourceKey: 'asc' } });
  const keys = new Map(touchpoints.map((touch) => [touch.touchpointId, touch.sourceKey]));
  const credit = await prisma().credit.findMany({ where });
  return {
    orders: (await prisma().order.findMany({ where, orderBy: { orderId: 'asc' } })).map(
      ({ shopId: _, receivedAt: __, ...rest }) => rest,
    ),
    lines: withoutShop(
      await prisma().orderLine.findMany({
        where,
        orderBy: [{ orderId: 'asc' }, { lineId: 'asc' }],
      }),
    ),
    codes: withoutShop(
      await prisma().orderDiscountCode.findMany({
        where,
        orderBy: [{ orderId: 'asc' }, { position: 'asc' }],
      }),
    ),
    refunds: withoutShop(await prisma().refund.findMany({ where, orderBy: { refundId: 'asc' } })),
    refundLines: withoutShop(
      await prisma().refundLine.findMany({ where, orderBy: { refundLineId: 'asc' } }),
    ),
    adjustments: withoutShop(
      await prisma().refundAdjustment.findMany({ where, orderBy: { adjustmentId: 'asc' } }),
    ),
    touchpoints: withoutShop(touchpoints).map(({ touchpointId: _, ...rest }) => rest),
    attributed: withoutShop(
      await prisma().attributedOrder.findMany({ where, orderBy: { orderId: 'asc' } }),
    ),
    credit: withoutShop(credit)
      .map(({ touchpointId, ...rest }) => ({ key: keys.get(touchpointId) ?? '', ...rest }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

function withoutShop<Row extends { shopId: number }>(rows: readonly Row[]): Omit<Row, 'shopId'>[] {
  return rows.map(({ shopId: _, ...rest }) => rest);
}
