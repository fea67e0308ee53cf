/**
 * Pixel events of a shop that nobody has read yet → what they tie browsers to, and touchpoints to be made anew of the
 * orders that came before their evidence. A batch, all or nothing.
 * Idempotent: a join is known by what it joins, and an event is read once.
 * Holds: a pixel's word joins; it credits nobody.
 */
import { markGathered, putJoins, takeUngathered } from '#app/db/evidence-store.server.ts';
import { ordersAfter, ordersAround, ordersOfJoins } from '#app/db/journey-reach-store.server.ts';
import { lockOrders } from '#app/db/order-store.server.ts';
import { inStatements } from '#app/db/statements.server.ts';
import { markForRebuild } from '#app/db/touch-rebuild-store.server.ts';
import { joinsOf } from '#app/domain/visitor-join.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

const BATCH = 500;

/** Returns how many events were read; asks for another run when there may be more. */
export async function gatherEvidence(shopId: number): Promise<number> {
  return inStatements(async (tx) => {
    // An order that is being written without these joins is waited for, and found below. As whoever takes the marks
    // does: nobody waits for the other in a circle.
    await lockOrders(tx, shopId);
    const events = await takeUngathered(tx, shopId, BATCH);
    if (events.length === 0) return 0;
    const joins = events.flatMap(joinsOf);
    await putJoins(tx, shopId, joins);
    await markGathered(
      tx,
      shopId,
      events.map(({ eventId }) => eventId),
    );
    const hit = await ordersOfJoins(tx, shopId, joins);
    const seen = events.flatMap(({ visitorId, occurredAt: at }) =>
      visitorId === null ? [] : [{ visitorId, at }],
    );
    const late = await ordersAfter(tx, shopId, seen);
    const around = await ordersAround(tx, shopId, hit);
    const orders = [...new Set([...hit, ...late, ...around])];
    await markForRebuild(tx, shopId, orders);
    if (orders.length > 0) await enqueue(tx, 'rebuild-touches', { shopId });
    if (events.length === BATCH) await enqueue(tx, 'gather-evidence', { shopId });
    return events.length;
  });
}
