/**
 * What visitors did long ago → nothing. Idempotent. Touchpoints that were made of it stay, as do orders and credit.
 */
import { prisma } from '#app/db/client.server.ts';
import {
  forgetBrowsing,
  forgetClicks,
  forgetJoins,
  forgetPixelEvents,
} from '#app/db/old-event-store.server.ts';
import { allShopIds } from '#app/db/shop-store.server.ts';
import { EVIDENCE_LIFE_DAYS } from '#app/domain/journey-evidence.ts';
import { logOf } from '#app/platform/log.server.ts';

/** Product views, carts and begun checkouts: longer than the longest usual window, no longer. */
export const BROWSING_LIFE_DAYS = 60;
/** Visits, completed checkouts, clicks and joins: a year can be compared with the one before, and late orders be read anew. */
export const VISIT_LIFE_DAYS = EVIDENCE_LIFE_DAYS;

const DAY_MS = 86_400_000;
const BATCH = 2000;

export async function forgetOldEvents(now: Date): Promise<void> {
  const browsedBefore = new Date(now.getTime() - BROWSING_LIFE_DAYS * DAY_MS);
  const visitedBefore = new Date(now.getTime() - VISIT_LIFE_DAYS * DAY_MS);
  let forgotten = 0;
  for (const shopId of await allShopIds(prisma())) {
    forgotten += await all((limit) => forgetBrowsing(prisma(), shopId, browsedBefore, limit));
    for (const forget of [forgetPixelEvents, forgetClicks, forgetJoins]) {
      forgotten += await all((limit) => forget(prisma(), shopId, visitedBefore, limit));
    }
  }
  logOf('privacy').info({ rows: forgotten }, 'old visits were forgotten');
}

/** Step by step until nothing is left. */
async function all(step: (limit: number) => Promise<number>): Promise<number> {
  let forgotten = 0;
  for (let count = BATCH; count === BATCH; forgotten += count) count = await step(BATCH);
  return forgotten;
}
