import { inTransaction, prisma } from '#app/db/client.server.ts';
import {
  beginRun,
  endRun,
  forgetRuns,
  knownChanges,
  type RunCounts,
  reconciledUpTo,
  recordCounts,
  UNREADABLE_ORDER,
} from '#app/db/reconciliation-store.server.ts';
import { findShopById, type ShopRow } from '#app/db/shop-store.server.ts';
import { isAppError } from '#app/domain/app-error.ts';
import {
  differenceOf,
  type ReconciliationWindow,
  reconciliationWindow,
} from '#app/domain/reconciliation.ts';
import { logOf } from '#app/platform/log.server.ts';
import type { AdminClient } from '#app/shopify/outbound/admin-client.ts';
import { type OrderChange, orderChanges } from '#app/shopify/outbound/order-changes.ts';
import { fetchOrder } from '#app/shopify/outbound/order-query.ts';
import { adminOf } from '#app/shopify.server.ts';
import { applyFetchedOrder } from '../intake/apply-fetched-order.server.ts';

/** How long the records of runs are kept. */
const RECORD_DAYS = 90;

/**
 * What changed in Shopify since the last run → what we lack of it in the facts, and a record of what was found.
 * Idempotent: orders go the way of every telling. A run that breaks off leaves its error, and the next begins where
 * the last whole one ended. Throws AppError shopify_unavailable and shopify_throttled, so that the job comes again.
 */
export async function reconcileOrders(shopId: number, now: Date = new Date()): Promise<void> {
  const shop = await findShopById(prisma(), shopId);
  if (!shop || shop.uninstalledAt) return;
  const window = reconciliationWindow(shop, await reconciledUpTo(prisma(), shopId), now);
  if (window.from >= window.to) return;
  const runId = await beginRun(prisma(), shopId, window, now);
  try {
    const failure = await compare(shop, await adminOf(shop.domain), runId, window);
    await endRun(prisma(), shopId, runId, failure);
    await forgetRuns(prisma(), shopId, new Date(now.getTime() - RECORD_DAYS * 86_400_000));
  } catch (cause) {
    const { code, message } = isAppError(cause)
      ? cause
      : { code: 'unforeseen', message: 'Tributary could not compare the orders.' };
    await endRun(prisma(), shopId, runId, { code, message });
    if (!isAppError(cause) || cause.disposition !== 'reject') throw cause;
    logOf('backfill').warn({ shopId, code }, 'a reconciliation was refused');
  }
}

type Failure = { code: string; message: string } | null;

/** Returns the first order's failure, when one could not be repaired; the others were. */
async function compare(
  shop: ShopRow,
  admin: AdminClient,
  runId: bigint,
  window: ReconciliationWindow,
): Promise<Failure> {
  const counts: RunCounts = { seen: 0, missing: 0, stale: 0, repaired: 0 };
  const met = new Set<bigint>();
  let failure: Failure = null;
  for await (const page of orderChanges(admin, window.from, window.to)) {
    // One that changes while we look comes once more, further behind.
    const changes = page.filter(({ orderId }) => !met.has(orderId));
    for (const { orderId } of changes) met.add(orderId);
    const known = await knownChanges(
      prisma(),
      shop.id,
      changes.map(({ orderId }) => orderId),
    );
    counts.seen += changes.length;
    for (const change of changes) {
      const difference = differenceOf(change.updatedAt, known.get(change.orderId));
      if (!difference) continue;
      counts[difference] += 1;
      const trouble = await repair(shop, admin, change);
      if (trouble) failure ??= trouble;
      else counts.repaired += 1;
    }
    await recordCounts(prisma(), shop.id, runId, counts);
  }
  return failure;
}

async function repair(
  shop: ShopRow,
  admin: AdminClient,
  { orderId }: OrderChange,
): Promise<Failure> {
  try {
    const askedAt = new Date();
    const telling = await fetchOrder(admin, orderId);
    if (telling) await inTransaction((tx) => applyFetchedOrder(tx, shop, telling, askedAt));
    return null;
  } catch (cause) {
    if (!isAppError(cause) || !ABOUT_THE_ORDER.has(cause.code)) throw cause;
    logOf('backfill').warn({ shopId: shop.id, err: cause }, 'an order could not be repaired');
    return { code: UNREADABLE_ORDER, message: cause.message };
  }
}

/** What speaks of one order and not of Shopify as a whole. */
const ABOUT_THE_ORDER: ReadonlySet<string> = new Set([
  'shopify_rejected',
  'invalid_amount',
  'unknown_currency',
]);
