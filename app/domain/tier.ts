/** Sizes of audience, smallest first. */
export const TIERS = ['nano', 'micro', 'mid', 'macro', 'mega'] as const;
export type Tier = (typeof TIERS)[number];

/** Followers from which a tier begins. Everything under `micro` is nano, however small. */
export type TierThresholds = Readonly<Record<Exclude<Tier, 'nano'>, number>>;

export const DEFAULT_TIER_THRESHOLDS: TierThresholds = {
  micro: 10_000,
  mid: 100_000,
  macro: 500_000,
  mega: 1_000_000,
};

export const TIER_LABEL: Readonly<Record<Tier, string>> = {
  nano: 'Nano',
  micro: 'Micro',
  mid: 'Mid-tier',
  macro: 'Macro',
  mega: 'Mega',
};

/** The tier of an audience: the largest whose threshold it reaches. */
export function tierOf(
  followers: number,
  thresholds: TierThresholds = DEFAULT_TIER_THRESHOLDS,
): Tier {
  if (followers >= thresholds.mega) return 'mega';
  if (followers >= thresholds.macro) return 'macro';
  if (followers >= thresholds.mid) return 'mid';
  if (followers >= thresholds.micro) return 'micro';
  return 'nano';
}
