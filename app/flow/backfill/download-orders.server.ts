import {
  type BackfillRow,
  markEnded,
  markFileLost,
  markRead,
} from '#app/db/backfill-store.server.ts';
import { inTransaction, prisma } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { AppError, isAppError } from '#app/domain/app-error.ts';
import type { OrderTelling } from '#app/domain/order-telling.ts';
import { logOf } from '#app/platform/log.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import type { AdminClient } from '#app/shopify/outbound/admin-client.ts';
import { readBulkLines } from '#app/shopify/outbound/bulk-lines.ts';
import { type BulkEntry, bulkOrders } from '#app/shopify/outbound/bulk-orders.ts';
import { orderFromNode } from '#app/shopify/outbound/order-node.ts';
import { fetchRefunds } from '#app/shopify/outbound/order-query.ts';
import { applyFetchedOrder } from '../intake/apply-fetched-order.server.ts';
import { type BackfillContext, MAX_ATTEMPTS, type NextStep } from './backfill-step.server.ts';

/** Orders of one transaction, while which webhooks of the shop wait. */
const BATCH = 20;
/** Orders of one job, after which others have a turn. */
const PER_JOB = 1_000;

/** Thrown to undo a batch when another step was here meanwhile. */
class Overtaken extends Error {}

/**
 * downloading → some more orders in the facts, or done. Facts and place in the file are written together: what is
 * read twice is applied once. Memory holds one batch.
 */
export async function downloadOrders(context: BackfillContext): Promise<NextStep> {
  const { shop, row } = context;
  if (!row.url) throw new AppError('invariant_broken', 'A backfill has no file to download.');
  let { byteOffset } = row;
  let read = 0;
  const flush = async (batch: readonly BulkEntry[]) => {
    byteOffset = await applyBatch(context, { ...row, byteOffset }, batch);
    read += batch.length;
  };
  try {
    let batch: BulkEntry[] = [];
    for await (const entry of bulkOrders(readBulkLines(row.url, Number(byteOffset)))) {
      batch.push(entry);
      if (batch.length < BATCH) continue;
      await flush(batch);
      batch = [];
      if (read >= PER_JOB) return 'now';
    }
    if (batch.length > 0) await flush(batch);
  } catch (cause) {
    if (cause instanceof Overtaken) return 'now';
    if (!isAppError(cause, 'not_found')) throw cause;
    if (row.attempts + 1 >= MAX_ATTEMPTS) throw cause;
    await markFileLost(prisma(), shop.id, { ...row, byteOffset });
    return 'now';
  }
  await inTransaction(async (tx) => {
    const isEnd = await markEnded(tx, shop.id, { ...row, byteOffset }, null);
    // What changed while Shopify collected, and no webhook told.
    if (!isEnd) return;
    await enqueue(tx, 'reconcile-orders', { shopId: shop.id });
    // By then most of the orders have been credited, and there is something to learn from.
    const runAt = new Date(Date.now() + FIT_AFTER_MS);
    await enqueue(tx, 'fit-models', { shopId: shop.id }, { runAt });
  });
  return 'ended';
}

const FIT_AFTER_MS = 10 * 60_000;

/** Writes a batch into the facts. Returns the place after it. */
async function applyBatch(
  { shop, admin }: BackfillContext,
  row: BackfillRow,
  batch: readonly BulkEntry[],
): Promise<bigint> {
  const tellings: OrderTelling[] = [];
  for (const entry of batch) {
    const telling = await tellingOf(admin, shop, entry);
    if (telling) tellings.push(telling);
  }
  const upTo = BigInt(batch.at(-1)?.end ?? row.byteOffset);
  const refused = batch.length - tellings.length;
  await inTransaction(async (tx) => {
    for (const telling of tellings) {
      await applyFetchedOrder(tx, shop, telling, row.collectedAt ?? row.requestedAt);
    }
    const isMine = await markRead(tx, shop.id, row, { upTo, applied: tellings.length, refused });
    if (!isMine) throw new Overtaken();
  });
  return upTo;
}

/** The order with its refunds, which no bulk query can hold; null where it cannot be read. */
async function tellingOf(
  admin: AdminClient,
  shop: ShopRow,
  { found }: BulkEntry,
): Promise<OrderTelling | null> {
  try {
    if (found instanceof AppError) throw found;
    const { order, ...parts } = found;
    return orderFromNode(order, { ...parts, refunds: await fetchRefunds(admin, order) });
  } catch (cause) {
    const isAbout = isAppError(cause) && ABOUT_THE_ORDER.has(cause.code);
    if (!isAbout) throw cause;
    logOf('backfill').warn({ shopId: shop.id, err: cause }, 'an order could not be read');
    return null;
  }
}

const ABOUT_THE_ORDER: ReadonlySet<string> = new Set([
  'shopify_rejected',
  'invalid_amount',
  'unknown_currency',
]);
