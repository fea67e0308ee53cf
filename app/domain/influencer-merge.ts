import { type InfluencerDraft, platformKey } from './influencer-draft.ts';

/**
 * What an imported line makes of an influencer who is there already: accounts are added or brought up to date
 * and none is dropped; niche and notes change only where the file has some. “Active” is also what a file
 * without a status column says, so it leaves the status as it is.
 */
export function mergeInfluencer(
  existing: InfluencerDraft,
  draft: InfluencerDraft,
): InfluencerDraft {
  const told = new Set(draft.platforms.map(platformKey));
  const kept = existing.platforms.filter((account) => !told.has(platformKey(account)));
  return {
    ...draft,
    status: draft.status === 'active' ? existing.status : draft.status,
    pictureUrl: draft.pictureUrl ?? existing.pictureUrl,
    niche: draft.niche ?? existing.niche,
    notes: draft.notes ?? existing.notes,
    platforms: [...draft.platforms, ...kept],
  };
}
