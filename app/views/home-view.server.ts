import { prisma } from '#app/db/client.server.ts';
import { countCampaigns, countCollaborations } from '#app/db/report-store-campaigns.server.ts';
import { type ReportScope, sumByDay, sumFigures } from '#app/db/report-store-figures.server.ts';
import { readFreshness } from '#app/db/report-store-inbox.server.ts';
import { countInfluencers, namesOfInfluencers } from '#app/db/report-store-influencers.server.ts';
import { getSettings } from '#app/db/settings-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import { UNFINISHED_BACKFILL } from '#app/domain/backfill.ts';
import { type BackfillView, backfillView } from './backfill-view.server.ts';
import { daySeries, type SeriesDay } from './day-series.ts';
import { keyFigures, type ShownFigure, sumsOf } from './figures.ts';
import { type ShownFreshness, shownFreshness } from './freshness.ts';
import { pageFrom, type ShownPage, shownPage } from './page-of.ts';
import {
  RANKING_SORTS,
  type Ranked,
  type RankingRow,
  type RankingSort,
  rankedFrom,
  rankingCsv,
  shownRanking,
  sortRanking,
} from './ranking.ts';
import { type ReportQuery, reportQueryFrom, type ShownQuery, shownQuery } from './report-query.ts';
import { todayIn } from './shown.ts';

export type HomeView = {
  readonly query: ShownQuery;
  readonly figures: readonly ShownFigure[];
  readonly series: readonly SeriesDay[];
  readonly ranking: {
    readonly rows: readonly RankingRow[];
    readonly page: ShownPage;
    readonly sort: RankingSort;
    readonly descending: boolean;
  };
  readonly freshness: ShownFreshness;
  /** The orders of before the installation, while they are on their way; else null. */
  readonly backfill: BackfillView | null;
  /** What a new shop has done so far. */
  readonly steps: {
    readonly influencers: boolean;
    readonly campaigns: boolean;
    readonly collaborations: boolean;
    readonly orders: boolean;
  };
};

const PAGE_SIZE = 50;

/**
 * The home screen: key figures of a period beside the previous one, revenue and cost by day, the ranking of
 * influencers and how fresh the data is. `params` are those of the address; figures as sumFigures defines them.
 */
export async function homeView(
  shop: ShopRow,
  params: URLSearchParams,
  now: Date = new Date(),
): Promise<HomeView> {
  const settings = await getSettings(prisma(), shop.id);
  const query = reportQueryFrom(params, todayIn(shop.timeZone, now), settings.defaultModel);
  const scope = scopeOf(shop, query);
  const [rows, moved, freshness, influencers, campaigns, collaborations, backfill] =
    await Promise.all([
      sumFigures(prisma(), shop.id, scope, 'influencer'),
      sumByDay(prisma(), shop.id, scope),
      readFreshness(prisma(), shop.id),
      countInfluencers(prisma(), shop.id),
      countCampaigns(prisma(), shop.id),
      countCollaborations(prisma(), shop.id),
      backfillView(shop.id),
    ]);
  const names = await namesOfInfluencers(prisma(), shop.id, keysOf(rows));
  const { sort, descending } = sortFrom(params);
  const ranked = sortRanking(
    rankedFrom(rows, names, settings.tierThresholds),
    sort,
    descending,
    shop.currency,
  );
  const page = pageFrom(params);
  const shown = ranked.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const hasNext = ranked.length > page * PAGE_SIZE;
  return {
    query: shownQuery(query),
    figures: keyFigures(sumsOf(rows, null, false), sumsOf(rows, null, true), shop.currency),
    series: daySeries(moved, query.period, query.previous, shop.currency),
    ranking: {
      rows: shownRanking(shown, shop.currency),
      page: shownPage(page, PAGE_SIZE, shown.length, hasNext, ranked.length),
      sort,
      descending,
    },
    freshness: shownFreshness(freshness, shop.timeZone, now),
    backfill: backfill && UNFINISHED_BACKFILL.includes(backfill.state) ? backfill : null,
    steps: {
      influencers: influencers > 0,
      campaigns: campaigns > 0,
      collaborations: collaborations > 0,
      orders: freshness.lastOrderAt !== null,
    },
  };
}

/** The whole ranking of the same address as a file. */
export async function homeRankingCsv(
  shop: ShopRow,
  params: URLSearchParams,
  now: Date = new Date(),
): Promise<string> {
  const settings = await getSettings(prisma(), shop.id);
  const query = reportQueryFrom(params, todayIn(shop.timeZone, now), settings.defaultModel);
  const rows = await sumFigures(prisma(), shop.id, scopeOf(shop, query), 'influencer');
  const names = await namesOfInfluencers(prisma(), shop.id, keysOf(rows));
  const ranked: Ranked[] = rankedFrom(rows, names, settings.tierThresholds);
  const { sort, descending } = sortFrom(params);
  return rankingCsv(sortRanking(ranked, sort, descending, shop.currency), shop.currency);
}

function scopeOf(shop: ShopRow, { model, period, previous }: ReportQuery): ReportScope {
  return { model, period, previous, currency: shop.currency };
}

function keysOf(rows: readonly { key: string | null }[]): string[] {
  return [...new Set(rows.flatMap(({ key }) => key ?? []))];
}

function sortFrom(params: URLSearchParams): { sort: RankingSort; descending: boolean } {
  const sort = RANKING_SORTS.find((name) => name === params.get('sort')) ?? 'revenue';
  const descending = params.get('dir') ? params.get('dir') !== 'asc' : sort !== 'name';
  return { sort, descending };
}
