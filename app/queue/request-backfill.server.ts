import { v7 as newId } from 'uuid';
import { findBackfill, putBackfill } from '#app/db/backfill-store.server.ts';
import type { Tx } from '#app/db/client.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { backfillSearch, needsBackfill, reachOf } from '#app/domain/backfill.ts';
import { enqueue } from './enqueue.server.ts';

/**
 * Asks for the orders of before the installation, once for each installation and once more when the app may read
 * older ones. In the caller's transaction: it is asked for if and only if the installation is recorded.
 */
export async function requestBackfill(tx: Tx, shop: ShopRow, now: Date): Promise<void> {
  const last = await findBackfill(tx, shop.id);
  if (!needsBackfill(last, shop, now)) return;
  await beginBackfill(tx, shop, now);
}

/** Asks for a backfill in place of whatever the last one came to. */
export async function beginBackfill(tx: Tx, shop: ShopRow, now: Date): Promise<void> {
  const since = reachOf(shop.scopes, now);
  await putBackfill(tx, shop.id, {
    id: newId(),
    since,
    search: backfillSearch(since, now),
    requestedAt: now,
  });
  await enqueue(tx, 'backfill-orders', { shopId: shop.id });
}
