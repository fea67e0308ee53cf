import { attributionTerms } from '#app/db/attribution-terms-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { factsOfOrders, type StoredOrderFacts } from '#app/db/order-facts-store.server.ts';
import { codesOfOrder, findOrder } from '#app/db/order-store.server.ts';
import { getShop, type ShopRow } from '#app/db/shop-store.server.ts';
import { type StoredTouch, touchesOfOrders } from '#app/db/touchpoint-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import {
  byModel,
  creditFor,
  MODELS,
  type Model,
  type ModelTerms,
} from '#app/domain/attribution-model.ts';
import type { Channel } from '#app/domain/channel.ts';
import type { ClaimDraft } from '#app/domain/claim-draft.ts';
import { countedTouches } from '#app/domain/counted-touches.ts';
import type { Touch } from '#app/domain/journey.ts';
import { netSales } from '#app/domain/net-sales.ts';
import { ownTouchesOf } from '../intake/put-touches.server.ts';
import { type Claim, ordersOfClaim, readClaim } from './claim.server.ts';

export type ClaimPreview = {
  /** Orders that carry the code or the UTM values. */
  readonly orders: number;
  /** Of these, the newest that were worked out for this preview: all, unless they are very many. */
  readonly looked: number;
  /** Of those looked at, the ones in which the influencer gains a part by any model. */
  readonly gained: number;
  /** Net sales of those looked at, minor units of the shop's currency. */
  readonly netMinor: bigint;
  /** What each model would give the influencer more than now; minor units of the shop's currency. */
  readonly revenue: Readonly<Record<Model, bigint>>;
  /** What each model would give others less (negative) or more. Together with `revenue` it sums to zero. */
  readonly others: readonly (Party & { readonly revenue: Readonly<Record<Model, bigint>> })[];
};

/** Whose credit it is: an influencer's, or a channel's where it is nobody's. */
type Party = { readonly influencerId: string | null; readonly channel: Channel };

const BATCH = 200;
/** More would keep the merchant waiting. */
const MAX_LOOKED = 2_000;

/**
 * What `applyClaim` would bring: the same touchpoints and credit, worked out and not written.
 * @throws AppError invalid_input (details.field), not_found, conflict (the trace is somebody's)
 */
export async function previewClaim(shopId: number, draft: ClaimDraft): Promise<ClaimPreview> {
  const claim = await readClaim(prisma(), shopId, draft);
  const orderIds = await ordersOfClaim(prisma(), shopId, claim);
  const shop = await getShop(prisma(), shopId);
  const terms = await attributionTerms(prisma(), shopId);
  if (!terms) throw new AppError('not_found', 'This shop is not known.');
  const { rules, models } = terms.shown;
  const total = new Changes();
  const looked = orderIds.slice(-MAX_LOOKED);
  let gained = 0;
  let netMinor = 0n;
  for (let from = 0; from < looked.length; from += BATCH) {
    const ids = looked.slice(from, from + BATCH);
    const orders = await factsOfOrders(prisma(), shopId, ids);
    const touches = await touchesOfOrders(prisma(), shopId, ids);
    for (const order of orders) {
      const before = touches.get(order.orderId) ?? [];
      const after = await touchesWithClaim(shop, order, before, claim);
      const net = netOf(order);
      const changes = new Changes();
      changes.add(-1n, net, countedTouches(before, order.processedAt, rules), models);
      changes.add(1n, net, countedTouches(after, order.processedAt, rules), models);
      const gain = changes.of(claim.owner.influencerId);
      if (MODELS.some((model) => gain[model] !== 0n)) gained += 1;
      netMinor += net;
      total.addAll(changes);
    }
  }
  const { influencerId } = claim.owner;
  return {
    orders: orderIds.length,
    looked: looked.length,
    gained,
    netMinor,
    revenue: total.of(influencerId),
    others: total.others(influencerId),
  };
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
  const { touches, replaces } = await ownTouchesOf(prisma(), shop, order, codes, claim);
  const isOwn = ({ id, kind }: Touch) =>
    id.startsWith(`order:${orderId}:`) && (replaces === 'all' || kind === 'code');
  const own = touches.map(({ sourceKey, ...touch }): Touch => ({ ...touch, id: sourceKey }));
  return [...before.filter((touch) => !isOwn(touch)), ...own];
}

function netOf({ facts }: StoredOrderFacts): bigint {
  const sales = netSales(facts);
  return sales.counts && facts.cancelledAt === null ? sales.netMinor : 0n;
}

/** What changes for whom. */
class Changes {
  readonly #byParty = new Map<string, Party & { revenue: Record<Model, bigint> }>();

  /** Adds what each model gives for `net` to those whose touchpoints these are, `sign` times. */
  add(sign: bigint, net: bigint, touches: readonly Touch[], models: ModelTerms): void {
    const credit = creditFor(net, touches, models);
    for (const [position, touch] of touches.entries()) {
      const { influencerId, channel } = touch;
      for (const model of MODELS) {
        this.#put({ influencerId, channel }, model, sign * (credit[model][position] ?? 0n));
      }
    }
  }

  addAll(changes: Changes): void {
    for (const { revenue, ...party } of changes.#byParty.values()) {
      for (const model of MODELS) this.#put(party, model, revenue[model]);
    }
  }

  of(influencerId: string): Record<Model, bigint> {
    return this.#byParty.get(influencerId)?.revenue ?? nothing();
  }

  /** The others for whom something changes, those that lose most first. */
  others(influencerId: string) {
    const sum = ({ revenue }: { revenue: Record<Model, bigint> }) =>
      MODELS.reduce((total, model) => total + revenue[model], 0n);
    return [...this.#byParty.values()]
      .filter((party) => party.influencerId !== influencerId)
      .filter(({ revenue }) => MODELS.some((model) => revenue[model] !== 0n))
      .sort((one, other) => Number(sum(one) > sum(other)) - Number(sum(one) < sum(other)));
  }

  #put(party: Party, model: Model, minor: bigint): void {
    const key = party.influencerId ?? party.channel;
    const known = this.#byParty.get(key) ?? { ...party, revenue: nothing() };
    known.revenue[model] += minor;
    this.#byParty.set(key, known);
  }
}

function nothing(): Record<Model, bigint> {
  return byModel(() => 0n);
}
