import type { Period } from '#app/domain/day.ts';
import { daysOf } from './report-query.ts';
import { type ShownMoney, shownDay, shownMoney } from './shown.ts';

/** One day of a chart and of the table behind it; "so far" adds up from the first day of the period. */
export type SeriesDay = {
  readonly day: string;
  readonly dayText: string;
  readonly revenue: ShownMoney;
  readonly cost: ShownMoney;
  readonly revenueSoFar: ShownMoney;
  readonly costSoFar: ShownMoney;
  /** The day as far into the previous period, null when that period is shorter. */
  readonly previousRevenue: ShownMoney | null;
};

type Moved = { day: string; revenueMinor: bigint; costMinor: bigint };

/** Days with movement → every day of the period, gaps filled with zero. */
export function daySeries(
  moved: readonly Moved[],
  period: Period,
  previous: Period,
  currency: string,
): SeriesDay[] {
  const byDay = new Map(moved.map((row) => [row.day, row]));
  const before = daysOf(previous);
  let revenueSoFar = 0n;
  let costSoFar = 0n;
  return daysOf(period).map((day, index) => {
    const { revenueMinor = 0n, costMinor = 0n } = byDay.get(day) ?? {};
    revenueSoFar += revenueMinor;
    costSoFar += costMinor;
    const earlier = before[index];
    return {
      day,
      dayText: shownDay(day),
      revenue: shownMoney(revenueMinor, currency),
      cost: shownMoney(costMinor, currency),
      revenueSoFar: shownMoney(revenueSoFar, currency),
      costSoFar: shownMoney(costSoFar, currency),
      previousRevenue:
        earlier === undefined ? null : shownMoney(byDay.get(earlier)?.revenueMinor ?? 0n, currency),
    };
  });
}
