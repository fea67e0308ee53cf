import { prisma } from '#app/db/client.server.ts';
import { forgetBodiesBefore } from '#app/db/inbox-store.server.ts';
import { logOf } from '#app/platform/log.server.ts';

/** How long the body of a message that was read is kept, so that it can be replayed. */
export const BODY_LIFE_DAYS = 7;

const BATCH = 2000;

/** Bodies of messages read more than a week ago → nothing. Idempotent; parked messages keep theirs. */
export async function forgetOldBodies(now: Date): Promise<number> {
  const before = new Date(now.getTime() - BODY_LIFE_DAYS * 86_400_000);
  let forgotten = 0;
  for (;;) {
    const count = await forgetBodiesBefore(prisma(), before, BATCH);
    forgotten += count;
    if (count < BATCH) break;
  }
  logOf('privacy').info({ bodies: forgotten }, 'old bodies were forgotten');
  return forgotten;
}
