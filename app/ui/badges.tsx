import { Badge, type BadgeProps } from '@shopify/polaris';
import { CAMPAIGN_STATUS_LABEL, type CampaignStatus } from '#app/domain/campaign.ts';
import { INFLUENCER_STATUS_LABEL, type InfluencerStatus } from '#app/domain/influencer.ts';
import { TIER_LABEL, type Tier } from '#app/domain/tier.ts';
import type { ShownStatus } from '#app/views/collaboration-shown.ts';

type Tone = NonNullable<BadgeProps['tone']>;

const INFLUENCER_TONE: Readonly<Record<InfluencerStatus, Tone>> = {
  active: 'success',
  paused: 'attention',
  archived: 'read-only',
};

export function InfluencerStatusBadge({ status }: { status: InfluencerStatus }) {
  return <Badge tone={INFLUENCER_TONE[status]}>{INFLUENCER_STATUS_LABEL[status]}</Badge>;
}

/** The size of an audience. Tiers are no judgement, so they all look the same. */
export function TierBadge({ tier }: { tier: Tier }) {
  return <Badge>{TIER_LABEL[tier]}</Badge>;
}

const CAMPAIGN_TONE: Readonly<Record<CampaignStatus, Tone>> = {
  scheduled: 'info',
  running: 'success',
  ended: 'read-only',
};

export function CampaignStatusBadge({ status }: { status: CampaignStatus }) {
  return <Badge tone={CAMPAIGN_TONE[status]}>{CAMPAIGN_STATUS_LABEL[status]}</Badge>;
}

const COLLABORATION: Readonly<Record<ShownStatus, { label: string; tone: Tone }>> = {
  provisioning: { label: 'Being set up', tone: 'info' },
  active: { label: 'Active', tone: 'success' },
  paused: { label: 'Paused', tone: 'attention' },
  ended: { label: 'Ended', tone: 'read-only' },
};

export function CollaborationStatusBadge({ status }: { status: ShownStatus }) {
  const { label, tone } = COLLABORATION[status];
  return <Badge tone={tone}>{label}</Badge>;
}

/** What the latest launch check said. */
export function LaunchBadge({ isReady }: { isReady: boolean }) {
  return (
    <Badge tone={isReady ? 'success' : 'critical'}>
      {isReady ? 'Ready to launch' : 'Not ready to launch'}
    </Badge>
  );
}
