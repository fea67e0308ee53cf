import { createHash, createHmac } from 'node:crypto';
import { markDue } from '#app/db/attribution-store.server.ts';
import { putCarried } from '#app/db/carried-store.server.ts';
import { putCustomer } from '#app/db/customer-store.server.ts';
import { ordersAround } from '#app/db/journey-reach-store.server.ts';
import { putWaitingJourney } from '#app/db/order-journey-store.server.ts';
import {
  codesOfOrder,
  findOrder,
  lockOrders,
  type OrderHead,
  putOrderHead,
  putOrderParts,
} from '#app/db/order-store.server.ts';
import { putRefunds } from '#app/db/refund-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { markForRebuild } from '#app/db/touch-rebuild-store.server.ts';
import { carriedIds } from '#app/domain/carried-ids.ts';
import { normaliseCode } from '#app/domain/code-template.ts';
import { firstAskAt } from '#app/domain/customer-journey.ts';
import type { OrderTelling, RefundTelling } from '#app/domain/order-telling.ts';
import { environment } from '#app/platform/environment.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import { putTouches } from './put-touches.server.ts';

/**
 * A telling of an order → its facts and touchpoints, and attribution due for it; other orders whose journey it
 * changes are made anew.
 * Idempotent: the newest telling stands, by Shopify's updated-at; among tellings of one second the one sent last
 * (`toldAt`), then the one with the greater digest, so that arrival never decides. What only some tellings hold
 * (landing site, referrer, tokens, customer) is taken from any of them. Refunds are added from every telling.
 * Once its person was erased, no telling brings the person back.
 */
export async function applyOrder(
  tx: Statements,
  shop: ShopRow,
  telling: OrderTelling,
  toldAt: Date | null,
): Promise<void> {
  await lockOrders(tx, shop.id);
  const before = await findOrder(tx, shop.id, telling.orderId);
  const { email, lines, codes, refunds, ...told } = telling;
  const head: OrderHead = { ...told, sourceRank: rankOf(telling, toldAt), erasedAt: null };
  const isNewest = !before || isNewer(head, before);
  const after = merge(head, before, isNewest);

  await putOrderHead(tx, shop.id, after);
  if (isNewest) {
    const keyed = codes.map((code) => ({ ...code, codeKey: normaliseCode(code.code) }));
    await putOrderParts(tx, shop.id, telling.orderId, lines, keyed);
  }
  if (after.customerId !== null && after.customerId === telling.customerId) {
    await putCustomer(tx, shop.id, after.customerId, hashEmail(shop.id, email));
  }
  await putRefunds(tx, shop.id, telling.orderId, refunds);
  const usedCodes = isNewest
    ? codes.map(({ code }) => code)
    : await codesOfOrder(tx, shop.id, telling.orderId);
  const hasNewTies = !before || tiesOf(before) !== tiesOf(after);
  if (hasNewTies && [before, after].some(carriesIds)) {
    await putCarried(tx, shop.id, telling.orderId, carriedIds(after), after.processedAt);
  }
  const { hasTies } = await putTouches(tx, shop, after, usedCodes);
  if (hasNewTies && hasTies) await rebuildAround(tx, shop.id, telling.orderId, before);
  if (!before) await awaitJourney(tx, shop.id, after);
  await makeDue(tx, shop.id, telling.orderId, [before?.customerId ?? null, after.customerId]);
}

/**
 * A refund → its facts, and attribution due for its order.
 * Idempotent by the refund's id. The order itself may come later.
 */
export async function applyRefund(
  tx: Statements,
  shop: ShopRow,
  orderId: bigint,
  refund: RefundTelling,
): Promise<void> {
  await lockOrders(tx, shop.id);
  await putRefunds(tx, shop.id, orderId, [refund]);
  await makeDue(tx, shop.id, orderId, []);
}

/** By what an order is tied to browsers and to a person. */
function tiesOf(order: OrderHead): string {
  const { customerId, checkoutToken, processedAt } = order;
  return JSON.stringify([`${customerId}`, checkoutToken, processedAt, carriedIds(order)]);
}

function carriesIds(order: OrderHead | null): boolean {
  if (order === null) return false;
  const { visitorId, cartClick, landingClick } = carriedIds(order);
  return visitorId !== null || cartClick !== null || landingClick !== null;
}

/** An order tells whose a browser is: the journeys of other orders in it, and of their customers, are made anew. */
async function rebuildAround(
  tx: Statements,
  shopId: number,
  orderId: bigint,
  before: OrderHead | null,
): Promise<void> {
  const customers = [before?.customerId ?? null].filter((id) => id !== null);
  const around = await ordersAround(tx, shopId, [orderId], customers);
  if (around.length === 0) return;
  await markForRebuild(tx, shopId, around);
  await enqueue(tx, 'rebuild-touches', { shopId });
}

/** Shopify works an order's customer journey out a while after the order: it is asked for then. */
async function awaitJourney(tx: Statements, shopId: number, order: OrderHead): Promise<void> {
  const askAt = firstAskAt(order, new Date());
  if (!askAt) return;
  const isNext = await putWaitingJourney(tx, shopId, order.orderId, askAt);
  // An order that is to be asked for before has a job, which sees to those that follow.
  if (isNext) await enqueue(tx, 'read-journeys', { shopId }, { runAt: askAt });
}

/** `customers`: of the order before and after. */
async function makeDue(
  tx: Statements,
  shopId: number,
  orderId: bigint,
  customers: readonly (bigint | null)[],
): Promise<void> {
  const known = new Set(customers.filter((id) => id !== null));
  for (const id of known.size > 0 ? known : [null]) await markDue(tx, shopId, orderId, id);
  await enqueue(tx, 'attribute-orders', { shopId });
}

function rankOf(telling: OrderTelling, toldAt: Date | null): string {
  const text = JSON.stringify(telling, (_key, part) =>
    typeof part === 'bigint' ? `${part}` : part,
  );
  return `${toldAt?.toISOString() ?? ''}|${createHash('sha256').update(text).digest('hex')}`;
}

function isNewer(told: OrderHead, known: OrderHead): boolean {
  const byTime = told.updatedAt.getTime() - known.updatedAt.getTime();
  return byTime > 0 || (byTime === 0 && told.sourceRank >= known.sourceRank);
}

/** What stands after a telling: the newer of both, with what only the other knew, and without an erased person. */
function merge(told: OrderHead, known: OrderHead | null, isNewest: boolean): OrderHead {
  if (!known) return told;
  const [newer, older] = isNewest ? [told, known] : [known, told];
  const erasedAt = known.erasedAt;
  if (erasedAt !== null) {
    const { customerId, cartToken, checkoutToken, landingSite, referringSite, attributes } = known;
    const erased = { customerId, cartToken, checkoutToken, landingSite, referringSite, attributes };
    return { ...newer, ...erased, erasedAt };
  }
  return {
    ...newer,
    customerId: newer.customerId ?? older.customerId,
    cartToken: newer.cartToken ?? older.cartToken,
    checkoutToken: newer.checkoutToken ?? older.checkoutToken,
    landingSite: newer.landingSite ?? older.landingSite,
    referringSite: newer.referringSite ?? older.referringSite,
  };
}

/** A customer's e-mail as a hash that tells nothing without the app's secret, and nothing across shops. */
function hashEmail(shopId: number, email: string | null): string | null {
  const normalised = email?.trim().toLowerCase().normalize('NFC');
  if (!normalised) return null;
  return createHmac('sha256', environment().SHOPIFY_API_SECRET)
    .update(`${shopId}:${normalised}`)
    .digest('hex');
}
