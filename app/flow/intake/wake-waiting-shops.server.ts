import { waitingShops } from '#app/db/attribution-store.server.ts';
import { stuckBackfills } from '#app/db/backfill-store.server.ts';
import { prisma } from '#app/db/client.server.ts';
import { shopsToGather } from '#app/db/evidence-store.server.ts';
import { shopsWithLateJourneys } from '#app/db/order-journey-store.server.ts';
import { stuckReplays } from '#app/db/replay-store.server.ts';
import { shopsToRebuild } from '#app/db/touch-rebuild-store.server.ts';
import { logOf } from '#app/platform/log.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** What waits longer than this has no job any more. */
const PATIENCE_MS = 60_000;
/** A backfill waits for Shopify in between. */
const BACKFILL_PATIENCE_MS = 15 * 60_000;

/**
 * Shops whose messages, pixel events, orders, journeys, backfill or replay wait although nobody comes for them → a job each.
 * Idempotent by the jobs' keys.
 * Such a job is lost only when it failed more often than the queue tries.
 */
export async function wakeWaitingShops(now: Date): Promise<void> {
  const since = new Date(now.getTime() - PATIENCE_MS);
  const waiting = await waitingShops(prisma(), since);
  const rebuilds = await shopsToRebuild(prisma(), since);
  const evidence = await shopsToGather(prisma(), since);
  const journeys = await shopsWithLateJourneys(prisma(), since);
  const replays = await stuckReplays(prisma(), since);
  const stuckSince = new Date(now.getTime() - BACKFILL_PATIENCE_MS);
  const backfills = await stuckBackfills(prisma(), stuckSince);
  for (const shopId of waiting.inbox) await enqueue(prisma(), 'drain-inbox', { shopId });
  for (const shopId of waiting.attribution) await enqueue(prisma(), 'attribute-orders', { shopId });
  for (const shopId of rebuilds) await enqueue(prisma(), 'rebuild-touches', { shopId });
  for (const shopId of evidence) await enqueue(prisma(), 'gather-evidence', { shopId });
  for (const shopId of journeys) await enqueue(prisma(), 'read-journeys', { shopId });
  for (const shopId of backfills) await enqueue(prisma(), 'backfill-orders', { shopId });
  for (const shopId of replays) await enqueue(prisma(), 'replay-attribution', { shopId });
  const counts = {
    inbox: waiting.inbox.length,
    attribution: waiting.attribution.length,
    rebuilds: rebuilds.length,
    evidence: evidence.length,
    journeys: journeys.length,
    backfills: backfills.length,
    replays: replays.length,
  };
  if (Object.values(counts).some((count) => count > 0))
    logOf('intake').warn(counts, 'waiting shops were woken');
}
