import {
  type DueJourney,
  dueJourneys,
  nextJourneyAskAt,
  putJourneys,
  putNotReady,
  type ReadJourney,
} from '#app/db/order-journey-store.server.ts';
import { lockOrders } from '#app/db/order-store.server.ts';
import { findShopById, type ShopRow } from '#app/db/shop-store.server.ts';
import { inStatements, type Statements, statements } from '#app/db/statements.server.ts';
import { markForRebuild } from '#app/db/touch-rebuild-store.server.ts';
import { isAppError } from '#app/domain/app-error.ts';
import { momentsOf, nextAskAt } from '#app/domain/customer-journey.ts';
import { logOf } from '#app/platform/log.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import {
  fetchJourneys,
  JOURNEYS_AT_ONCE,
  type Journey,
} from '#app/shopify/outbound/journey-query.ts';
import { adminOf } from '#app/shopify.server.ts';

/** Queries of one job, after which others have a turn. */
const QUERIES_PER_JOB = 10;

/**
 * Orders whose customer journey is due → its visits as evidence, and touchpoints to be made anew where there are
 * any. A journey that Shopify has not worked out is asked for again, later each time, and given up after two days.
 * Idempotent: a journey is read once, and visits are known by Shopify's ids. Throws AppError shopify_unavailable and
 * shopify_throttled, so that the job comes again; the orders keep their turn.
 */
export async function readJourneys(shopId: number, now: Date = new Date()): Promise<void> {
  const shop = await findShopById(statements(), shopId);
  if (!shop || shop.uninstalledAt) return;
  for (let query = 0; query < QUERIES_PER_JOB; query += 1) {
    const due = await dueJourneys(statements(), shopId, now, JOURNEYS_AT_ONCE);
    if (due.length === 0) break;
    const journeys = await ask(shop, due);
    await inStatements((tx) => write(tx, shopId, due, journeys, now));
  }
  await inStatements(async (tx) => {
    // Whoever notes a new order waits, so that the earlier of both instants stands.
    await lockOrders(tx, shopId);
    const askAt = await nextJourneyAskAt(tx, shopId);
    if (!askAt) return;
    await enqueue(tx, 'read-journeys', { shopId }, askAt > now ? { runAt: askAt } : {});
  });
}

/** What Shopify tells; nothing of anybody where it refuses to. */
async function ask(shop: ShopRow, due: readonly DueJourney[]): Promise<Map<bigint, Journey>> {
  const orderIds = due.map(({ orderId }) => orderId);
  try {
    return await fetchJourneys(await adminOf(shop.domain), orderIds);
  } catch (cause) {
    if (!isAppError(cause) || cause.disposition !== 'reject') throw cause;
    const about = { shopId: shop.id, orders: orderIds.length, code: cause.code };
    logOf('capture').warn(about, 'journeys could not be read');
    return new Map();
  }
}

async function write(
  tx: Statements,
  shopId: number,
  due: readonly DueJourney[],
  journeys: ReadonlyMap<bigint, Journey>,
  now: Date,
): Promise<void> {
  const read: ReadJourney[] = [];
  const notReady: { orderId: bigint; askAt: Date | null }[] = [];
  for (const { orderId, attempts, processedAt } of due) {
    const visits = journeys.get(orderId);
    if (visits) read.push({ orderId, moments: momentsOf(visits, processedAt) });
    else notReady.push({ orderId, askAt: nextAskAt(attempts + 1, now) });
  }
  // Before the marks are set, as whoever takes them does: nobody waits for the other in a circle.
  await lockOrders(tx, shopId);
  await putNotReady(tx, shopId, notReady);
  if (read.length === 0) return;
  await putJourneys(tx, shopId, read, now);
  const seen = read.filter(({ moments }) => moments.length > 0).map(({ orderId }) => orderId);
  if (seen.length === 0) return;
  await markForRebuild(tx, shopId, seen);
  await enqueue(tx, 'rebuild-touches', { shopId });
}
