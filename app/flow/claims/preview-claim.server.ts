import { prisma } from '#app/db/client.server.ts';
import { factsOfOrders, type StoredOrderFacts } from '#app/db/order-facts-store.server.ts';
import { codesOfOrder, findOrder } from '#app/db/order-store.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import { getShop, type ShopRow } from '#app/db/shop-store.server.ts';
import { type StoredTouch, touchesOfOrders } from '#app/db/touchpoint-store.server.ts';
import { creditFor, MODELS, type Model } from '#app/domain/attribution-model.ts';
import type { ClaimDraft } from '#app/domain/claim-draft.ts';
import { countedTouches } from '#app/domain/counted-touches.ts';
import type { AttributionWindows, Touch } from '#app/domain/journey.ts';
import { netSales } from '#app/domain/net-sales.ts';
import { ownTouchesOf } from '../intake/put-touches.server.ts';
import { type Claim, ordersOfClaim, readClaim } from './claim.server.ts';

export type ClaimPreview = {
  /** Orders that carry the code or the UTM values. */
  readonly orders: number;
  /** Of these, the ones in which the influencer gains a part by any model. */
  readonly gained: number;
  /** What each model would give the influencer more than now; minor units of the shop's currency. */
  readonly revenue: Readonly<Record<Model, bigint>>;
};

const BATCH = 200;

/**
 * What `applyClaim` would bring: the same touchpoints and credit, worked out and not written.
 * @throws AppError invalid_input (details.field), not_found, conflict (the trace is somebody's)
 */
export async function previewClaim(shopId: number, draft: ClaimDraft): Promise<ClaimPreview> {
  const claim = await readClaim(prisma(), shopId, draft);
  const orderIds = await ordersOfClaim(prisma(), shopId, claim);
  const shop = await getShop(prisma(), shopId);
  const { windows } = await getSettings(prisma(), shopId);
  const revenue: Record<string, bigint> = Object.fromEntries(MODELS.map((model) => [model, 0n]));
  let gained = 0;
  for (let from = 0; from < orderIds.length; from += BATCH) {
    const ids = orderIds.slice(from, from + BATCH);
    const orders = await factsOfOrders(prisma(), shopId, ids);
    const touches = await touchesOfOrders(prisma(), shopId, ids);
    for (const order of orders) {
      const before = touches.get(order.orderId) ?? [];
      const after = await touchesWithClaim(shop, order, before, claim);
      const gain = gainOf(order, before, after, windows, claim.owner.influencerId);
      if (MODELS.some((model) => gain[model] !== 0n)) gained += 1;
      for (const model of MODELS) revenue[model] = (revenue[model] ?? 0n) + gain[model];
    }
  }
  return { orders: orderIds.length, gained, revenue: revenue as Record<Model, bigint> };
}

/** The order's touchpoints if the claim were granted; those that its own evidence does not make stay. */
async function touchesWithClaim(
  shop: ShopRow,
  { orderId }: StoredOrderFacts,
  before: readonly StoredTouch[],
  claim: Claim,
): Promise<Touch[]> {
  const order = await findOrder(prisma(), shop.id, orderId);
  if (!order) return [...before];
  const codes = await codesOfOrder(prisma(), shop.id, orderId);
  const { touches, kept } = await ownTouchesOf(prisma(), shop, order, codes, claim);
  const isOwn = ({ id }: Touch) => id.startsWith(`order:${orderId}:`) && !kept.includes(id);
  const own = touches.map(({ sourceKey, ...touch }): Touch => ({ ...touch, id: sourceKey }));
  return [...before.filter((touch) => !isOwn(touch)), ...own];
}

/** What each model gives the influencer by the later touchpoints and did not by the earlier. */
function gainOf(
  { facts, processedAt }: StoredOrderFacts,
  before: readonly Touch[],
  after: readonly Touch[],
  windows: AttributionWindows,
  influencerId: string,
): Record<Model, bigint> {
  const sales = netSales(facts);
  const net = sales.counts && facts.cancelledAt === null ? sales.netMinor : 0n;
  const sharesOf = (touches: readonly Touch[]) => {
    const counted = countedTouches(touches, processedAt, windows);
    const credit = creditFor(net, counted);
    return (model: Model) =>
      counted.reduce(
        (sum, touch, position) =>
          touch.influencerId === influencerId ? sum + (credit[model][position] ?? 0n) : sum,
        0n,
      );
  };
  const [earlier, later] = [sharesOf(before), sharesOf(after)];
  return Object.fromEntries(
    MODELS.map((model) => [model, later(model) - earlier(model)]),
  ) as Record<Model, bigint>;
}
