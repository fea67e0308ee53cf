import { markOrdersDue } from '#app/db/attribution-store.server.ts';
import { codesOfOrder, findOrder, lockOrders } from '#app/db/order-store.server.ts';
import { findShopById } from '#app/db/shop-store.server.ts';
import { inStatements } from '#app/db/statements.server.ts';
import { takeForRebuild } from '#app/db/touch-rebuild-store.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import { putTouches } from './put-touches.server.ts';

/** Orders of one transaction, while which webhooks of the shop wait. */
const BATCH = 100;

/**
 * Marked orders → their touchpoints anew from the facts, by the owners and rules of now, and attribution due for
 * them; a batch, all or nothing. Idempotent: the same facts, owners and rules give the same touchpoints.
 * Returns how many orders were taken; asks for another run when there may be more.
 */
export async function rebuildTouches(shopId: number): Promise<number> {
  return inStatements(async (tx) => {
    // Before the marks are taken, as whoever sets them does: nobody waits for the other in a circle.
    await lockOrders(tx, shopId);
    const marked = await takeForRebuild(tx, shopId, BATCH);
    const shop = await findShopById(tx, shopId);
    if (marked.length === 0 || !shop) return 0;
    for (const orderId of marked) {
      const order = await findOrder(tx, shopId, orderId);
      if (order) await putTouches(tx, shop, order, await codesOfOrder(tx, shopId, orderId));
    }
    await markOrdersDue(tx, shopId, marked);
    await enqueue(tx, 'attribute-orders', { shopId });
    if (marked.length === BATCH) await enqueue(tx, 'rebuild-touches', { shopId });
    return marked.length;
  });
}
