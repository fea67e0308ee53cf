import { prisma } from '#app/db/client.server.ts';
import { listCosts } from '#app/db/report-store-campaigns.server.ts';
import { sumByDay, sumFigures } from '#app/db/report-store-figures.server.ts';
import { findInfluencerReport } from '#app/db/report-store-influencers.server.ts';
import { listOrders } from '#app/db/report-store-orders.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { InfluencerStatus } from '#app/domain/influencer.ts';
import type { PlatformName } from '#app/domain/platform-name.ts';
import { type Tier, tierOf } from '#app/domain/tier.ts';
import type { ShownStatus } from './collaboration-shown.ts';
import { type ShownCost, shownCost } from './cost-shown.ts';
import { daySeries, type SeriesDay } from './day-series.ts';
import { keyFigures, type ShownFigure, type ShownSums, shownSums, sumsOf } from './figures.ts';
import { idFrom, missing } from './missing.ts';
import { type OrderRow, orderRow } from './order-row.ts';
import { reportQueryFrom, type ShownQuery, shownQuery } from './report-query.ts';
import { type ShareLinks, shareLinks } from './share-links.ts';
import { dayOfColumn, todayIn } from './shown.ts';

export type InfluencerView = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly niche: string;
  readonly notes: string;
  readonly status: InfluencerStatus;
  readonly tier: Tier;
  readonly followers: number;
  readonly accounts: readonly {
    readonly platform: PlatformName;
    readonly handle: string;
    readonly followers: number;
    readonly url: string | null;
  }[];
  readonly query: ShownQuery;
  readonly figures: readonly ShownFigure[];
  readonly series: readonly SeriesDay[];
  readonly collaborations: readonly (ShownSums & {
    readonly id: string;
    readonly status: ShownStatus;
    readonly campaign: { readonly id: string; readonly name: string };
    readonly codes: readonly string[];
    readonly links: ShareLinks;
  })[];
  /** The latest orders in which she had a part, of any period. */
  readonly orders: readonly OrderRow[];
  /** Costs whose day lies in the period. */
  readonly costs: readonly ShownCost[];
};

const LATEST_ORDERS = 10;

/** Everything about one influencer; figures of the period and model in the address. @throws AppError not_found */
export async function influencerView(
  shop: ShopRow,
  idText: string | undefined,
  params: URLSearchParams,
  now: Date = new Date(),
): Promise<InfluencerView> {
  const id = idFrom(idText, 'influencer');
  const [settings, row] = await Promise.all([
    getSettings(prisma(), shop.id),
    findInfluencerReport(prisma(), shop.id, id),
  ]);
  if (!row) throw missing('influencer');
  const query = reportQueryFrom(params, todayIn(shop.timeZone, now), settings.defaultModel);
  const { model, period, previous } = query;
  const scope = { model, period, previous, currency: shop.currency, influencerId: id };
  const [sums, moved, orders, costs] = await Promise.all([
    sumFigures(prisma(), shop.id, scope, 'collaboration'),
    sumByDay(prisma(), shop.id, scope),
    listOrders(prisma(), shop.id, {
      search: '',
      influencerId: id,
      collaborationId: null,
      onlyInfluencers: false,
      limit: LATEST_ORDERS,
      offset: 0,
    }),
    listCosts(prisma(), shop.id, { influencerId: id }),
  ]);
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    niche: row.niche,
    notes: row.notes,
    status: row.status,
    tier: tierOf(Number(row.followers), settings.tierThresholds),
    followers: Number(row.followers),
    accounts: row.platforms.map((account) => ({
      platform: account.platform as PlatformName,
      handle: account.handle,
      followers: Number(account.followers),
      url: account.url,
    })),
    query: shownQuery(query),
    figures: keyFigures(sumsOf(sums, null, false), sumsOf(sums, null, true), shop.currency),
    series: daySeries(moved, period, previous, shop.currency),
    collaborations: row.collaborations.map((collaboration) => ({
      id: collaboration.id,
      status: collaboration.status,
      campaign: { id: collaboration.campaign.id, name: collaboration.campaign.name },
      codes: collaboration.codes.map(({ code }) => code),
      links: shareLinks(shop.primaryUrl, collaboration),
      ...shownSums(sumsOf(sums, collaboration.id, false), shop.currency),
    })),
    orders: orders.map((order) => orderRow(order, model, shop.timeZone)),
    costs: costs
      .filter(({ incurredOn }) => {
        const day = dayOfColumn(incurredOn);
        return day >= period.from && day <= period.to;
      })
      .map((cost) => shownCost(cost, shop.currency)),
  };
}

/** What the form of an influencer starts from: texts, as they would be typed. @throws AppError not_found */
export async function influencerFormView(shop: ShopRow, idText: string | undefined) {
  const row = await findInfluencerReport(prisma(), shop.id, idFrom(idText, 'influencer'));
  if (!row) throw missing('influencer');
  return {
    id: row.id,
    initial: {
      name: row.name,
      email: row.email ?? '',
      pictureUrl: row.pictureUrl ?? '',
      niche: row.niche,
      notes: row.notes,
      status: row.status,
      platforms: row.platforms.map(({ platform, handle, followers, url }) => ({
        platform,
        handle,
        followers: followers === 0n ? '' : String(followers),
        url: url ?? '',
      })),
    },
  };
}
