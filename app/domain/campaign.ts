export const CAMPAIGN_GOALS = ['sales', 'leads', 'awareness', 'content'] as const;
export type CampaignGoal = (typeof CAMPAIGN_GOALS)[number];

export const CAMPAIGN_GOAL_LABEL: Readonly<Record<CampaignGoal, string>> = {
  sales: 'Sales',
  leads: 'Leads',
  awareness: 'Awareness',
  content: 'Content',
};

export const CAMPAIGN_STATUSES = ['scheduled', 'running', 'ended'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

export const CAMPAIGN_STATUS_LABEL: Readonly<Record<CampaignStatus, string>> = {
  scheduled: 'Scheduled',
  running: 'Running',
  ended: 'Ended',
};

/** Where a campaign stands on `today` (YYYY-MM-DD in the shop's time zone); both of its ends belong to it. */
export function campaignStatus(
  campaign: { readonly startsOn: string; readonly endsOn: string | null },
  today: string,
): CampaignStatus {
  if (today < campaign.startsOn) return 'scheduled';
  return campaign.endsOn !== null && today > campaign.endsOn ? 'ended' : 'running';
}
