import { prisma } from '#app/db/client.server.ts';
import { countClicks } from '#app/db/report-store-clicks.server.ts';
import {
  type InfluencerListRow,
  type InfluencerQuery,
  type InfluencerSort,
  listInfluencers,
} from '#app/db/report-store-influencers.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { MODEL_LABEL, type Model } from '#app/domain/attribution-model.ts';
import { toCsv } from '#app/domain/csv.ts';
import { periodFromPreset, startOfDay } from '#app/domain/day.ts';
import {
  INFLUENCER_STATUS_LABEL,
  INFLUENCER_STATUSES,
  type InfluencerStatus,
} from '#app/domain/influencer.ts';
import { money } from '#app/domain/money.ts';
import { PLATFORM_LABEL, PLATFORMS, type PlatformName } from '#app/domain/platform-name.ts';
import type { Settings } from '#app/domain/settings.ts';
import { TIER_LABEL, TIERS, type Tier, type TierThresholds, tierOf } from '#app/domain/tier.ts';
import { pageFrom, type ShownPage, shownPage } from './page-of.ts';
import { searchFrom } from './search-from.ts';
import { type ShownMoney, shownMoney, todayIn } from './shown.ts';

export type InfluencerListView = {
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly niche: string;
    readonly status: InfluencerStatus;
    readonly tier: Tier;
    readonly followers: number;
    readonly accounts: readonly { readonly platform: PlatformName; readonly handle: string }[];
    readonly activeCollaborations: number;
    /** Of people, on her links, in the last 30 days. */
    readonly clicks: number;
    readonly revenue: ShownMoney;
  }[];
  readonly page: ShownPage;
  readonly search: string;
  readonly statuses: readonly InfluencerStatus[];
  readonly tiers: readonly Tier[];
  readonly platforms: readonly PlatformName[];
  readonly sort: InfluencerSort;
  readonly descending: boolean;
  readonly model: Model;
};

const PAGE_SIZE = 50;
const MAX_EXPORT = 100_000;
const SORTS: readonly InfluencerSort[] = ['name', 'followers', 'revenue', 'created'];

/** Followers of each tier, as the thresholds draw the lines; everything under micro is nano. */
function rangeOf(tier: Tier, thresholds: TierThresholds) {
  const from = tier === 'nano' ? 0 : thresholds[tier];
  const next = TIERS[TIERS.indexOf(tier) + 1];
  return { from, below: next === undefined || next === 'nano' ? null : thresholds[next] };
}

function chosen<T extends string>(params: URLSearchParams, name: string, all: readonly T[]): T[] {
  const given = new Set((params.get(name) ?? '').split(','));
  return all.filter((one) => given.has(one));
}

function readParams(params: URLSearchParams) {
  const sort = SORTS.find((name) => name === params.get('sort')) ?? 'name';
  return {
    search: searchFrom(params),
    statuses: chosen(params, 'status', INFLUENCER_STATUSES),
    tiers: chosen(params, 'tier', TIERS),
    platforms: chosen(params, 'platform', PLATFORMS),
    sort,
    descending: params.get('dir') ? params.get('dir') === 'desc' : sort !== 'name',
  };
}

function queryFrom(
  shop: ShopRow,
  settings: Settings,
  params: URLSearchParams,
  now: Date,
): Omit<InfluencerQuery, 'limit' | 'offset'> {
  const { tiers, ...read } = readParams(params);
  return {
    ...read,
    followers: tiers.map((tier) => rangeOf(tier, settings.tierThresholds)),
    model: settings.defaultModel,
    period: periodFromPreset('30d', todayIn(shop.timeZone, now)),
    currency: shop.currency,
  };
}

function clicksIn(shop: ShopRow, { period }: Pick<InfluencerQuery, 'period'>) {
  const since = startOfDay(period.from, shop.timeZone);
  return countClicks(prisma(), shop.id, 'influencer', { since });
}

/**
 * The list of influencers: search in name, e-mail, niche and handle; filters joined by "and", their values by
 * "or". Revenue is that of the last 30 days by the shop's own model.
 */
export async function influencerListView(
  shop: ShopRow,
  params: URLSearchParams,
  now: Date = new Date(),
): Promise<InfluencerListView> {
  const settings = await getSettings(prisma(), shop.id);
  const page = pageFrom(params);
  const query = queryFrom(shop, settings, params, now);
  const [{ rows, total }, clicks] = await Promise.all([
    listInfluencers(prisma(), shop.id, {
      ...query,
      limit: PAGE_SIZE,
      offset: (page - 1) * PAGE_SIZE,
    }),
    clicksIn(shop, query),
  ]);
  return {
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      niche: row.niche,
      status: row.status,
      tier: tierOf(Number(row.followers), settings.tierThresholds),
      followers: Number(row.followers),
      accounts: row.platforms.map(({ platform, handle }) => ({ platform, handle })),
      activeCollaborations: row.activeCollaborations,
      clicks: clicks.get(row.id) ?? 0,
      revenue: shownMoney(row.revenueMinor, shop.currency),
    })),
    page: shownPage(page, PAGE_SIZE, rows.length, page * PAGE_SIZE < total, total),
    ...readParams(params),
    model: settings.defaultModel,
  };
}

/** The same list without pages, as a file. */
export async function influencerListCsv(
  shop: ShopRow,
  params: URLSearchParams,
  now: Date = new Date(),
): Promise<string> {
  const settings = await getSettings(prisma(), shop.id);
  const query = queryFrom(shop, settings, params, now);
  const [{ rows }, clicks] = await Promise.all([
    listInfluencers(prisma(), shop.id, { ...query, limit: MAX_EXPORT, offset: 0 }),
    clicksIn(shop, query),
  ]);
  return toCsv<InfluencerListRow>(rows, [
    { header: 'Name', value: ({ name }) => name },
    { header: 'E-mail', value: ({ email }) => email },
    { header: 'Status', value: ({ status }) => INFLUENCER_STATUS_LABEL[status] },
    {
      header: 'Tier',
      value: ({ followers }) => TIER_LABEL[tierOf(Number(followers), settings.tierThresholds)],
    },
    { header: 'Followers', value: ({ followers }) => followers },
    {
      header: 'Platforms',
      value: ({ platforms }) =>
        platforms.map((one) => `${PLATFORM_LABEL[one.platform]} @${one.handle}`).join('; '),
    },
    { header: 'Niche', value: ({ niche }) => niche },
    { header: 'Active collaborations', value: (row) => row.activeCollaborations },
    { header: 'Clicks of 30 days', value: ({ id }) => clicks.get(id) ?? 0 },
    {
      header: `Revenue of 30 days, ${MODEL_LABEL[settings.defaultModel].toLowerCase()} (${shop.currency})`,
      value: ({ revenueMinor }) => money(revenueMinor, shop.currency),
    },
  ]);
}
