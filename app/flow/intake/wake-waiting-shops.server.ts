import { waitingShops } from '#app/db/attribution-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { logOf } from '#app/platform/log.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** What waits longer than this has no job any more. */
const PATIENCE_MS = 60_000;

/**
 * Shops whose messages or due orders wait although nobody comes for them → a job each. Idempotent by the jobs' keys.
 * Such a job is lost only when it failed more often than the queue tries.
 */
export async function wakeWaitingShops(now: Date): Promise<void> {
  const waiting = await waitingShops(prisma(), new Date(now.getTime() - PATIENCE_MS));
  for (const shopId of waiting.inbox) await enqueue(prisma(), 'drain-inbox', { shopId });
  for (const shopId of waiting.attribution) await enqueue(prisma(), 'attribute-orders', { shopId });
  const counts = { inbox: waiting.inbox.length, attribution: waiting.attribution.length };
  if (counts.inbox + counts.attribution > 0)
    logOf('intake').warn(counts, 'waiting shops were woken');
}
