import type { InfluencerRow } from '#app/db/influencer-store.server.ts';
import {
  type InfluencerDraft,
  influencerDraftSchema,
  platformKey,
} from '#app/domain/influencer.ts';

/**
 * What an imported line makes of an influencer who is there already: accounts are added or brought up to date
 * and none is dropped; niche and notes change only where the file has some. “Active” is also what a file without a status column says, so it
 * leaves the status as it is.
 */
export function mergeInfluencer(existing: InfluencerRow, draft: InfluencerDraft): InfluencerDraft {
  const kept = existing.platforms.map(({ platform, handle, followers, url }) => ({
    platform,
    handle,
    followers: Number(followers),
    url,
  }));
  const told = new Set(draft.platforms.map(platformKey));
  return {
    ...draft,
    status: draft.status === 'active' ? existing.status : draft.status,
    niche: draft.niche ?? existing.niche,
    notes: draft.notes ?? existing.notes,
    platforms: [
      ...draft.platforms,
      ...influencerDraftSchema.shape.platforms
        .parse(kept)
        .filter((account) => !told.has(platformKey(account))),
    ],
  };
}
