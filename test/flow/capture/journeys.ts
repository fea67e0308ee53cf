import { prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { attributeOrders } from '#app/flow/attribution/attribute-orders.server.ts';
import { gatherEvidence } from '#app/flow/capture/gather-evidence.server.ts';
import { drainInbox } from '#app/flow/intake/drain-inbox.server.ts';
import { rebuildTouches } from '#app/flow/intake/rebuild-touches.server.ts';
import { tell, tellings } from '../intake/local-shop.ts';
import { orderBody } from '../intake/order-body.ts';

/** Does what the worker would, until nothing is left to be done. */
export async function settleJourneys(shopId: number): Promise<void> {
  while ((await gatherEvidence(shopId)) > 0);
  await drainInbox(shopId);
  while ((await rebuildTouches(shopId)) > 0);
  while ((await attributeOrders(shopId)) > 0);
}

export type GivenOrder = {
  at: string;
  customer?: number | null;
  token?: string;
  landing?: string;
  referrer?: string;
  codes?: readonly string[];
  cart?: Readonly<Record<string, string>>;
  /** To the question whom the buyer heard of the shop from. */
  answer?: string;
};

/** An order of 20.00, as Shopify tells it. */
export async function tellOrder(shop: ShopRow, id: string, given: GivenOrder): Promise<void> {
  const { at, customer = 501, cart = {}, answer } = given;
  const body = orderBody({
    id,
    name: `#${id}`,
    created_at: at,
    processed_at: at,
    updated_at: at,
    customer: customer === null ? null : { id: customer },
    checkout_token: given.token ?? null,
    landing_site: given.landing ?? null,
    referring_site: given.referrer ?? null,
    discount_codes: (given.codes ?? []).map((code) => ({
      code,
      amount: '1.00',
      type: 'percentage',
    })),
    note_attributes: [
      ...Object.entries(cart).map(([name, value]) => ({ name: `_tributary_${name}`, value })),
      ...(answer === undefined ? [] : [{ name: 'How did you hear about us?', value: answer }]),
    ],
  });
  await tell(shop, tellings([{ topic: 'orders/create', body: JSON.stringify(body) }]));
}

/** The touchpoints of an order in the order of time, by what they are. */
export async function journeyOf(shopId: number, orderId: bigint) {
  const touches = await prisma().touchpoint.findMany({
    where: { shopId, orderId },
    orderBy: [{ occurredAt: 'asc' }, { sourceKey: 'asc' }],
  });
  return touches.map((touch) => ({
    key: touch.sourceKey.slice(`order:${orderId}:`.length).replace(/:.*/, ''),
    at: touch.occurredAt.toISOString(),
    channel: touch.channel,
    influencerId: touch.influencerId,
    sources: touch.sources,
    joinedBy: touch.joinedBy,
  }));
}
