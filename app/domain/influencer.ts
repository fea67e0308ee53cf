export const INFLUENCER_STATUSES = ['active', 'paused', 'archived'] as const;
export type InfluencerStatus = (typeof INFLUENCER_STATUSES)[number];

export const INFLUENCER_STATUS_LABEL: Readonly<Record<InfluencerStatus, string>> = {
  active: 'Active',
  paused: 'Paused',
  archived: 'Archived',
};

/** The audience that decides the tier: the largest single account, since followers overlap. */
export function largestAudience(accounts: readonly { readonly followers: number }[]): number {
  return accounts.reduce((largest, { followers }) => Math.max(largest, followers), 0);
}
