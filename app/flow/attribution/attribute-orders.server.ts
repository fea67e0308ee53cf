import {
  type AttributedOrderRow,
  type AttributionTerms,
  attributionTerms,
  type CreditRow,
  replaceCredit,
  takeDue,
} from '#app/db/attribution-store.server.ts';
import { factsOfOrders, type StoredOrderFacts } from '#app/db/order-facts-store.server.ts';
import { inStatements, type Statements } from '#app/db/statements.server.ts';
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
import { enqueue } from '#app/queue/enqueue.server.ts';

const BATCH = 200;

/**
 * A shop's due orders → their head and credit rows, in place of what was there; a batch, all or nothing.
 * Idempotent: it only reads facts, touchpoints and settings, so the same ones give the same rows, byte for byte.
 * Every model's credit of an order sums to its net sales; a test or cancelled order counts 0 and is worth 0.
 * Returns how many orders were taken; asks for another run when there may be more.
 */
export async function attributeOrders(
  shopId: number,
  { limit = BATCH }: { limit?: number } = {},
): Promise<number> {
  return inStatements(async (tx) => {
    const due = await takeDue(tx, shopId, limit);
    if (due.length === 0) return 0;
    if (due.length === limit) await enqueue(tx, 'attribute-orders', { shopId });
    const terms = await attributionTerms(tx, shopId);
    if (!terms) return 0;
    // A refund may be told before its order: the order will be due again when it comes.
    const orders = await factsOfOrders(tx, shopId, due);
    const touches = await touchesOfOrders(
      tx,
      shopId,
      orders.map(({ orderId }) => orderId),
    );
    const made = [];
    for (const order of orders) {
      const journey = await journeyOf(tx, shopId, order, touches, terms);
      made.push(attribute(order, journey, terms));
    }
    await replaceCredit(
      tx,
      shopId,
      terms.version,
      made.map(({ head }) => head),
      made.flatMap(({ credits }) => credits),
    );
    return due.length;
  });
}

/**
 * The touchpoints among which an order's sales are shared. Where the rules take out every one, the order gets
 * a touchpoint of kind `unknown`, so that its sales go to nobody instead of getting lost.
 */
async function journeyOf(
  tx: Statements,
  shopId: number,
  order: StoredOrderFacts,
  touches: ReadonlyMap<bigint, readonly StoredTouch[]>,
  terms: AttributionTerms,
): Promise<StoredTouch[]> {
  const { orderId, processedAt } = order;
  const all = touches.get(orderId) ?? [];
  const counted = countedTouches(all, processedAt, terms.rules);
  if (counted.length > 0) return counted;
  await replaceOrderTouches(tx, shopId, orderId, [unknownTouch(orderId, processedAt)], 'nothing');
  const now = await touchesOfOrders(tx, shopId, [orderId]);
  return (now.get(orderId) ?? []).filter(({ kind }) => kind === 'unknown');
}

function attribute(
  order: StoredOrderFacts,
  journey: readonly StoredTouch[],
  { timeZone, models, fit }: AttributionTerms,
): { head: AttributedOrderRow; credits: CreditRow[] } {
  const { orderId, facts } = order;
  const sales = netSales(facts);
  const isCounted = sales.counts && facts.cancelledAt === null;
  const net = isCounted ? sales.netMinor : 0n;
  const day = dayOf(order.processedAt, timeZone);
  const shares = creditFor(net, journey, models);
  const credits = journey.map((touch, position) => ({
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
