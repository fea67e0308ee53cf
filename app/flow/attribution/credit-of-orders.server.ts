import type { AttributedOrderRow, CreditRow } from '#app/db/attribution-store.server.ts';
import type { AttributionTerms, GenerationTerms } from '#app/db/attribution-terms-store.server.ts';
import { factsOfOrders, type StoredOrderFacts } from '#app/db/order-facts-store.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import {
  replaceOrderTouches,
  type StoredTouch,
  touchesOfOrders,
} from '#app/db/touchpoint-store.server.ts';
import { byModel, creditFor } from '#app/domain/attribution-model.ts';
import { countedTouches } from '#app/domain/counted-touches.ts';
import { dayOf } from '#app/domain/day.ts';
import { netSales } from '#app/domain/net-sales.ts';
import { unknownTouch } from '#app/domain/order-touches.ts';

type Made = { heads: AttributedOrderRow[]; credits: CreditRow[] };

/**
 * Orders → the head and credit rows of each generation, not written yet. Orders that are not known are left out: a
 * refund may be told before its order, which will be due again when it comes.
 */
export async function creditOfOrders(
  tx: Statements,
  shopId: number,
  orderIds: readonly bigint[],
  terms: AttributionTerms,
  generations: readonly GenerationTerms[],
): Promise<Made> {
  const orders = await factsOfOrders(tx, shopId, orderIds);
  const known = orders.map(({ orderId }) => orderId);
  const touches = await touchesOfOrders(tx, shopId, known);
  const made: Made = { heads: [], credits: [] };
  for (const order of orders) {
    for (const generation of generations) {
      const all = touches.get(order.orderId) ?? [];
      const journey = await journeyOf(tx, shopId, order, all, generation);
      const { head, credits } = attribute(order, journey, terms, generation);
      made.heads.push(head);
      made.credits.push(...credits);
    }
  }
  return made;
}

/**
 * The touchpoints among which an order's sales are shared. Where the rules take out every one, the order gets
 * a touchpoint of kind `unknown`, so that its sales go to nobody instead of getting lost.
 */
async function journeyOf(
  tx: Statements,
  shopId: number,
  { orderId, processedAt }: StoredOrderFacts,
  all: readonly StoredTouch[],
  { rules }: GenerationTerms,
): Promise<StoredTouch[]> {
  const counted = countedTouches(all, processedAt, rules);
  if (counted.length > 0) return counted;
  await replaceOrderTouches(tx, shopId, orderId, [unknownTouch(orderId, processedAt)], 'nothing');
  const now = await touchesOfOrders(tx, shopId, [orderId]);
  return (now.get(orderId) ?? []).filter(({ kind }) => kind === 'unknown');
}

function attribute(
  order: StoredOrderFacts,
  journey: readonly StoredTouch[],
  { timeZone, fit }: AttributionTerms,
  { generation, rulesVersion, models }: GenerationTerms,
): { head: AttributedOrderRow; credits: CreditRow[] } {
  const { orderId, facts } = order;
  const sales = netSales(facts);
  const isCounted = sales.counts && facts.cancelledAt === null;
  const net = isCounted ? sales.netMinor : 0n;
  const day = dayOf(order.processedAt, timeZone);
  const shares = creditFor(net, journey, models);
  const credits = journey.map((touch, position) => ({
    generation,
    orderId,
    touchpointId: touch.touchpointId,
    position,
    day,
    channel: touch.channel,
    influencerId: touch.influencerId,
    collaborationId: touch.collaborationId,
    ...byModel((model) => shares[model][position] ?? 0n),
  }));
  const head: AttributedOrderRow = {
    generation,
    rulesVersion,
    orderId,
    day,
    currency: facts.currency,
    netMinor: net,
    counted: isCounted ? 1 : 0,
    newCustomer: isCounted ? order.isFirstOfCustomer : null,
    // A single touchpoint gets everything whatever the fit says.
    fit: journey.length > 1 ? fit : null,
  };
  return { head, credits };
}
