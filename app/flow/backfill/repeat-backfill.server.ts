import { inTransaction } from '#app/db/client.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import { beginBackfill } from '#app/queue/request-backfill.server.ts';

/** A shop's orders are fetched once more, as far back as the app may read. What is known already is not doubled. */
export async function repeatBackfill(shopId: number): Promise<void> {
  await inTransaction(async (tx) => beginBackfill(tx, await getShop(tx, shopId), new Date()));
}
