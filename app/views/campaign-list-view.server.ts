import { prisma } from '#app/db/client.server.ts';
import { listCampaigns, sumCampaigns } from '#app/db/report-store-campaigns.server.ts';
import { countClicks } from '#app/db/report-store-clicks.server.ts';
import { creditColumn } from '#app/db/report-store-figures.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { Model } from '#app/domain/attribution-model.ts';
import {
  CAMPAIGN_GOAL_LABEL,
  CAMPAIGN_STATUS_LABEL,
  type CampaignGoal,
  type CampaignStatus,
  campaignStatus,
} from '#app/domain/campaign.ts';
import { toCsv } from '#app/domain/csv.ts';
import { money } from '#app/domain/money.ts';
import { NO_SUMS, type ShownSums, type Sums, shownSums } from './figures.ts';
import { figureColumns } from './ranking.ts';
import { dayOfColumn, type ShownMoney, shownDay, shownMoneyOrNull, todayIn } from './shown.ts';

export type CampaignListView = {
  readonly model: Model;
  readonly rows: readonly (ShownSums & {
    readonly id: string;
    readonly name: string;
    readonly goal: CampaignGoal;
    readonly status: CampaignStatus;
    readonly dates: string;
    readonly budget: ShownMoney | null;
    readonly collaborations: number;
    /** Clicks of people on its links, of all time. */
    readonly clicks: number;
    /** Collaborations whose code and page are still being made. */
    readonly provisioning: number;
  })[];
};

async function rowsOf(shop: ShopRow, now: Date) {
  const { defaultModel: model } = await getSettings(prisma(), shop.id);
  const [campaigns, sums, clicks] = await Promise.all([
    listCampaigns(prisma(), shop.id),
    sumCampaigns(prisma(), shop.id, creditColumn(model), shop.currency),
    countClicks(prisma(), shop.id, 'campaign'),
  ]);
  const today = todayIn(shop.timeZone, now);
  const rows = campaigns.map((campaign) => {
    const startsOn = dayOfColumn(campaign.startsOn);
    const endsOn = campaign.endsOn ? dayOfColumn(campaign.endsOn) : null;
    const total: Sums = { ...NO_SUMS, ...sums.get(campaign.id) };
    const count = (status?: string) =>
      campaign.collaborations
        .filter((one) => status === undefined || one.status === status)
        .reduce((running, one) => running + one.count, 0);
    return {
      campaign,
      startsOn,
      endsOn,
      status: campaignStatus({ startsOn, endsOn }, today),
      sums: total,
      collaborations: count(),
      clicks: clicks.get(campaign.id) ?? 0,
      provisioning: count('provisioning'),
    };
  });
  return { model, rows };
}

/** All campaigns, newest first, with their figures of all time by the shop's own model. */
export async function campaignListView(
  shop: ShopRow,
  now: Date = new Date(),
): Promise<CampaignListView> {
  const { model, rows } = await rowsOf(shop, now);
  return {
    model,
    rows: rows.map(({ campaign, startsOn, endsOn, status, sums, ...counts }) => ({
      id: campaign.id,
      name: campaign.name,
      goal: campaign.goal as CampaignGoal,
      status,
      dates: datesText(startsOn, endsOn),
      budget: shownMoneyOrNull(campaign.budgetMinor, campaign.currency),
      ...counts,
      ...shownSums(sums, shop.currency),
    })),
  };
}

/** "Mar 1, 2026 – Mar 31, 2026", "from Mar 1, 2026". */
export function datesText(startsOn: string, endsOn: string | null): string {
  return endsOn ? `${shownDay(startsOn)} – ${shownDay(endsOn)}` : `from ${shownDay(startsOn)}`;
}

export async function campaignListCsv(shop: ShopRow, now: Date = new Date()): Promise<string> {
  const { rows } = await rowsOf(shop, now);
  type Row = (typeof rows)[number];
  return toCsv<Row>(rows, [
    { header: 'Campaign', value: ({ campaign }) => campaign.name },
    {
      header: 'Goal',
      value: ({ campaign }) => CAMPAIGN_GOAL_LABEL[campaign.goal as CampaignGoal],
    },
    { header: 'Status', value: ({ status }) => CAMPAIGN_STATUS_LABEL[status] },
    { header: 'Starts', value: ({ startsOn }) => startsOn },
    { header: 'Ends', value: ({ endsOn }) => endsOn },
    { header: 'Collaborations', value: ({ collaborations }) => collaborations },
    { header: 'Clicks', value: ({ clicks }) => clicks },
    {
      header: 'Budget',
      value: ({ campaign }) =>
        campaign.budgetMinor === null ? null : money(campaign.budgetMinor, campaign.currency),
    },
    { header: 'Budget currency', value: ({ campaign }) => campaign.currency },
    ...figureColumns<Row>(({ sums }) => sums, shop.currency).filter(
      ({ header }) => header !== 'New customers',
    ),
  ]);
}
