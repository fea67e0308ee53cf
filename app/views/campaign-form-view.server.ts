import { prisma } from '#app/db/client.server.ts';
import { findCampaign } from '#app/db/report-store-campaigns.server.ts';
import { listAvailableInfluencers } from '#app/db/report-store-influencers.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { CampaignGoal } from '#app/domain/campaign.ts';
import { formatDecimal, money } from '#app/domain/money.ts';
import type { PlatformName } from '#app/domain/platform-name.ts';
import { ratioToNumber } from '#app/domain/roi.ts';
import { type Tier, tierOf } from '#app/domain/tier.ts';
import { idFrom, missing } from './missing.ts';
import { dayOfColumn, todayIn } from './shown.ts';

/** What the form of a campaign starts from: text as it is typed, amounts in `currency`. */
export type CampaignFormView = {
  readonly id: string | null;
  readonly currency: string;
  readonly name: string;
  readonly goal: CampaignGoal;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly budget: string;
  readonly targetCpa: string;
  readonly targetRoas: string;
  readonly utmCampaign: string;
};

export function newCampaignForm(shop: ShopRow, now: Date = new Date()): CampaignFormView {
  return {
    id: null,
    currency: shop.currency,
    name: '',
    goal: 'sales',
    startsOn: todayIn(shop.timeZone, now),
    endsOn: '',
    budget: '',
    targetCpa: '',
    targetRoas: '',
    utmCampaign: '',
  };
}

/** @throws AppError not_found */
export async function campaignFormView(
  shop: ShopRow,
  idText: string | undefined,
): Promise<CampaignFormView> {
  const row = await findCampaign(prisma(), shop.id, idFrom(idText, 'campaign'));
  if (!row) throw missing('campaign');
  const amount = (minor: bigint | null) =>
    minor === null ? '' : formatDecimal(money(minor, row.currency));
  const roas = row.targetRoasHundredths;
  return {
    id: row.id,
    currency: row.currency,
    name: row.name,
    goal: row.goal as CampaignGoal,
    startsOn: dayOfColumn(row.startsOn),
    endsOn: row.endsOn ? dayOfColumn(row.endsOn) : '',
    budget: amount(row.budgetMinor),
    targetCpa: amount(row.targetCpaMinor),
    targetRoas:
      roas === null ? '' : String(ratioToNumber({ numerator: BigInt(roas), denominator: 100n }, 2)),
    utmCampaign: row.utmCampaign,
  };
}

/** What the form for new collaborations offers. */
export type AddView = {
  readonly campaign: { readonly id: string; readonly name: string };
  readonly currency: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** Active influencers who are not in the campaign yet, by name. */
  readonly influencers: readonly {
    readonly id: string;
    readonly name: string;
    readonly tier: Tier;
    readonly followers: number;
    readonly platforms: readonly PlatformName[];
  }[];
};

/** @throws AppError not_found */
export async function addView(
  shop: ShopRow,
  idText: string | undefined,
  now: Date = new Date(),
): Promise<AddView> {
  const id = idFrom(idText, 'campaign');
  const [campaign, influencers, settings] = await Promise.all([
    findCampaign(prisma(), shop.id, id),
    listAvailableInfluencers(prisma(), shop.id, id),
    getSettings(prisma(), shop.id),
  ]);
  if (!campaign) throw missing('campaign');
  const today = todayIn(shop.timeZone, now);
  const startsOn = dayOfColumn(campaign.startsOn);
  return {
    campaign: { id, name: campaign.name },
    currency: shop.currency,
    startsOn: laterDay(startsOn, today),
    endsOn: campaign.endsOn ? dayOfColumn(campaign.endsOn) : '',
    influencers: [...influencers].sort(byName).map((row) => ({
      id: row.id,
      name: row.name,
      tier: tierOf(Number(row.followers), settings.tierThresholds),
      followers: Number(row.followers),
      platforms: row.platforms.map(({ platform }) => platform as PlatformName),
    })),
  };
}

function byName(left: { name: string }, right: { name: string }): number {
  return left.name.localeCompare(right.name, 'en');
}

/** Days as YYYY-MM-DD sort as text. */
function laterDay(left: string, right: string): string {
  return [left, right].sort()[1] ?? left;
}
