/** Influencer, status → influencer with that status. Her collaborations keep theirs. Idempotent by its nature. */
import { prisma } from '#app/db/client.server.ts';
import { setStatusOfInfluencers } from '#app/db/influencer-store.server.ts';
import { checkId, notFound } from '#app/domain/check-draft.ts';
import type { InfluencerStatus } from '#app/domain/influencer.ts';

/** @throws AppError not_found */
export async function setInfluencerStatus(
  shopId: number,
  id: string,
  status: InfluencerStatus,
): Promise<void> {
  const known = checkId(id, 'The influencer');
  const count = await setStatusOfInfluencers(prisma(), shopId, [known], status);
  if (count === 0) throw notFound('The influencer');
}
