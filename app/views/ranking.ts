import { type CsvColumn, toCsv } from '#app/domain/csv.ts';
import type { InfluencerStatus } from '#app/domain/influencer.ts';
import { money } from '#app/domain/money.ts';
import { type Ratio, ratioToMoney, ratioToNumber } from '#app/domain/roi.ts';
import { TIER_LABEL, type Tier, type TierThresholds, tierOf } from '#app/domain/tier.ts';
import {
  type Change,
  compareRatios,
  NO_SUMS,
  ratiosOf,
  type ShownSums,
  type Sums,
  share,
  shownSums,
} from './figures.ts';
import { type ShownMoney, shownMoney } from './shown.ts';

export const RANKING_SORTS = [
  'name',
  'revenue',
  'orders',
  'cost',
  'roi',
  'roas',
  'cpa',
  'newCustomers',
] as const;
export type RankingSort = (typeof RANKING_SORTS)[number];

/** One influencer with her sums of two periods. */
export type Ranked = {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly now: Sums;
  readonly before: Sums;
};

export type RankingRow = ShownSums & {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly previousRevenue: ShownMoney;
  readonly change: Change | null;
};

type Named = { id: string; name: string; followers: bigint; status: InfluencerStatus };
type Row = Sums & { key: string | null; isPrevious: boolean };

/** Puts the sums of two periods to the influencers they belong to. */
export function rankedFrom(
  rows: readonly Row[],
  influencers: readonly Named[],
  thresholds: TierThresholds,
): Ranked[] {
  const sums = new Map(rows.map((row) => [`${row.key} ${row.isPrevious}`, row]));
  return influencers.map(({ id, name, followers }) => ({
    id,
    name,
    tier: tierOf(Number(followers), thresholds),
    now: sums.get(`${id} false`) ?? NO_SUMS,
    before: sums.get(`${id} true`) ?? NO_SUMS,
  }));
}

/** Sorts without rounding; ties by revenue, then name, then id, so that pages never overlap. */
export function sortRanking(
  ranked: readonly Ranked[],
  sort: RankingSort,
  descending: boolean,
  currency: string,
): Ranked[] {
  const sign = descending ? -1 : 1;
  return [...ranked].sort(
    (left, right) =>
      sign * compareBy(sort, left, right, currency) ||
      compareMinor(right.now.revenueMinor, left.now.revenueMinor) ||
      left.name.localeCompare(right.name, 'en') ||
      (left.id < right.id ? -1 : 1),
  );
}

function compareBy(sort: RankingSort, left: Ranked, right: Ranked, currency: string): number {
  switch (sort) {
    case 'name':
      return left.name.localeCompare(right.name, 'en');
    case 'revenue':
      return compareMinor(left.now.revenueMinor, right.now.revenueMinor);
    case 'cost':
      return compareMinor(left.now.costMinor, right.now.costMinor);
    case 'orders':
      return left.now.orders - right.now.orders;
    case 'newCustomers':
      return left.now.newCustomers - right.now.newCustomers;
    default:
      return compareRatios(ratiosOf(left.now, currency)[sort], ratiosOf(right.now, currency)[sort]);
  }
}

function compareMinor(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function shownRanking(ranked: readonly Ranked[], currency: string): RankingRow[] {
  return ranked.map(({ id, name, tier, now, before }) => ({
    id,
    name,
    tier,
    ...shownSums(now, currency),
    previousRevenue: shownMoney(before.revenueMinor, currency),
    change: share(now.revenueMinor, before.revenueMinor, true),
  }));
}

const percent = (ratio: Ratio | null) =>
  ratio && ratioToNumber({ ...ratio, numerator: ratio.numerator * 100n }, 2);

/** Columns of figures in every export: amounts and counts as numbers, ratios in the units their header names. */
export function figureColumns<Row>(sums: (row: Row) => Sums, currency: string): CsvColumn<Row>[] {
  const ratios = (row: Row) => ratiosOf(sums(row), currency);
  return [
    { header: `Revenue (${currency})`, value: (row) => money(sums(row).revenueMinor, currency) },
    { header: 'Orders', value: (row) => sums(row).orders },
    { header: 'New customers', value: (row) => sums(row).newCustomers },
    { header: `Cost (${currency})`, value: (row) => money(sums(row).costMinor, currency) },
    { header: 'ROI (%)', value: (row) => percent(ratios(row).roi) },
    {
      header: 'ROAS',
      value: (row) => {
        const { roas } = ratios(row);
        return roas && ratioToNumber(roas, 4);
      },
    },
    {
      header: `CPA (${currency})`,
      value: (row) => {
        const { cpa } = ratios(row);
        return cpa && ratioToMoney(cpa, currency);
      },
    },
  ];
}

export function rankingCsv(ranked: readonly Ranked[], currency: string): string {
  return toCsv(ranked, [
    { header: 'Influencer', value: ({ name }) => name },
    { header: 'Tier', value: ({ tier }) => TIER_LABEL[tier] },
    ...figureColumns<Ranked>(({ now }) => now, currency),
    {
      header: `Revenue of the previous period (${currency})`,
      value: ({ before }) => money(before.revenueMinor, currency),
    },
  ]);
}
