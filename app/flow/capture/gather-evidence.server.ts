/**
 * Pixel events of a shop that nobody has read yet → what they tie browsers to. A batch, all or nothing.
 * Idempotent: a join is known by what it joins, and an event is read once.
 * Holds: a pixel's word joins; it credits nobody.
 */
import { markGathered, putJoins, takeUngathered } from '#app/db/evidence-store.server.ts';
import { inStatements } from '#app/db/statements.server.ts';
import { joinsOf } from '#app/domain/visitor-join.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

const BATCH = 500;

/** Returns how many events were read; asks for another run when there may be more. */
export async function gatherEvidence(shopId: number): Promise<number> {
  return inStatements(async (tx) => {
    const events = await takeUngathered(tx, shopId, BATCH);
    if (events.length === 0) return 0;
    await putJoins(tx, shopId, events.flatMap(joinsOf));
    await markGathered(
      tx,
      shopId,
      events.map(({ eventId }) => eventId),
    );
    if (events.length === BATCH) await enqueue(tx, 'gather-evidence', { shopId });
    return events.length;
  });
}
