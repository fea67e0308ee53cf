/** Codes and landing handles that no collaboration of the shop has. Call with the names locked. */
import type { Tx } from '#app/db/client.server.ts';
import { codeKeysLike } from '#app/db/code-store.server.ts';
import type { CollaborationPlan } from '#app/db/collaboration-store.server.ts';
import type { InfluencerRow } from '#app/db/influencer-store.server.ts';
import { handlesLike } from '#app/db/page-store.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { codeCandidates, normaliseCode, renderCode } from '#app/domain/code-template.ts';
import type { DiscountOffer } from '#app/domain/discount-offer.ts';
import { landingHandleFor } from '#app/domain/landing-handle.ts';
import type { Settings } from '#app/domain/settings.ts';

/** The kind of names that `lockNames` keeps to one writer. */
export const NAMES = 'collaboration';

/** The code that the shop's template gives this influencer, taken or not. */
export function codeBase(
  settings: Settings,
  influencer: Pick<InfluencerRow, 'name' | 'platforms'>,
  campaignName: string,
  platform: string,
  offer: DiscountOffer,
): string {
  const account =
    influencer.platforms.find((one) => one.platform === platform) ?? influencer.platforms[0];
  const values = {
    name: influencer.name,
    handle: account?.handle ?? null,
    percentBp: offer.kind === 'percentage' ? offer.percentBp : null,
    campaign: campaignName,
  };
  return renderCode(settings.codeTemplate, values, settings.codePrefix);
}

/** The first code after `base` that is neither taken nor refused; adds it to `taken`. */
export function claimCode(base: string, taken: Set<string>): string {
  for (const candidate of codeCandidates(base)) {
    const key = normaliseCode(candidate);
    if (taken.has(key)) continue;
    taken.add(key);
    return candidate;
  }
  throw new AppError('conflict', `Every variation of the code ${base} is taken.`);
}

/** As `claimCode`, for landing handles. */
export function claimHandle(base: string, taken: Set<string>): string {
  const handle = landingHandleFor(base, (candidate) => taken.has(candidate));
  taken.add(handle);
  return handle;
}

/** Another code for a collaboration whose code turned out to be somebody else's in Shopify. */
export async function nextCode(
  tx: Tx,
  plan: CollaborationPlan,
  settings: Settings,
  refused: ReadonlySet<string>,
): Promise<string> {
  const base = codeBase(settings, plan.influencer, plan.campaign.name, plan.platform, plan.offer);
  const taken = await codeKeysLike(tx, plan.shopId, [normaliseCode(base)]);
  return claimCode(base, new Set([...taken, ...refused]));
}

/** Another handle for a collaboration whose handle turned out to be in use in Shopify. */
export async function nextHandle(
  tx: Tx,
  plan: CollaborationPlan,
  refused: ReadonlySet<string>,
): Promise<string> {
  const base = plan.influencer.slug;
  const taken = await handlesLike(tx, plan.shopId, [base]);
  return claimHandle(base, new Set([...taken, ...refused]));
}
