import { findBackfill, markBrokenOff, markEnded } from '#app/db/backfill-store.server.ts';
import { inTransaction, prisma } from '#app/db/client.server.ts';
import { findShopById } from '#app/db/shop-store.server.ts';
import { isAppError } from '#app/domain/app-error.ts';
import { backfillSearch, UNFINISHED_BACKFILL } from '#app/domain/backfill.ts';
import { logOf } from '#app/platform/log.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import { adminOf } from '#app/shopify.server.ts';
import { type BackfillStep, MAX_ATTEMPTS } from './backfill-step.server.ts';
import { collectOrders, watchCollection } from './collect-orders.server.ts';
import { downloadOrders } from './download-orders.server.ts';

const STEPS: Readonly<Record<string, BackfillStep>> = {
  requested: collectOrders,
  running: watchCollection,
  downloading: downloadOrders,
};

/**
 * A shop's backfill → one step further: begun, collected, or some more orders in the facts; and a job for the next.
 * Idempotent: each step is taken from the stored state, and counts only if no other was taken meanwhile, so that it
 * may break at any point and be taken again. Throws AppError shopify_unavailable and shopify_throttled, so that the
 * job comes again; what cannot pass ends the backfill with its reason.
 */
export async function backfillOrders(shopId: number): Promise<void> {
  const shop = await findShopById(prisma(), shopId);
  const row = await findBackfill(prisma(), shopId);
  if (!shop || shop.uninstalledAt || !row || !UNFINISHED_BACKFILL.includes(row.state)) return;
  const step = STEPS[row.state];
  if (!step) return;
  try {
    const admin = await adminOf(shop.domain);
    const next = await step({ shop, admin, row });
    if (next === 'ended') return;
    const runAt = next === 'now' ? {} : { runAt: new Date(Date.now() + next.waitMs) };
    await enqueue(prisma(), 'backfill-orders', { shopId }, runAt);
  } catch (cause) {
    await settle(shopId, cause);
  }
}

/**
 * What passes by itself, and what nobody foresaw, is tried again from the same place. What Shopify answers wrongly
 * is asked anew from the beginning, a few times. The rest ends the backfill.
 */
async function settle(shopId: number, cause: unknown): Promise<void> {
  if (!isAppError(cause) || cause.disposition === 'retry') throw cause;
  const row = await findBackfill(prisma(), shopId);
  if (!row) return;
  logOf('backfill').error({ shopId, attempts: row.attempts, err: cause }, 'a backfill broke off');
  const { code, message } = cause;
  const isFinal = HOPELESS.has(code) || row.attempts + 1 >= MAX_ATTEMPTS;
  if (isFinal) {
    await markEnded(prisma(), shopId, row, { code, message });
    return;
  }
  const requestedAt = new Date();
  const search = backfillSearch(row.since, requestedAt);
  await inTransaction(async (tx) => {
    await markBrokenOff(tx, shopId, row, { search, requestedAt });
    const runAt = new Date(requestedAt.getTime() + PAUSE_MS);
    await enqueue(tx, 'backfill-orders', { shopId }, { runAt });
  });
}

const PAUSE_MS = 60_000;
const HOPELESS: ReadonlySet<string> = new Set(['shopify_access_denied', 'session_missing']);
