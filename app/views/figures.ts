import { money } from '#app/domain/money.ts';
import {
  cpa,
  formatMultiple,
  formatPercent,
  type Ratio,
  ratioToMoney,
  roas,
  roi,
} from '#app/domain/roi.ts';
import { type ShownMoney, shownMoney } from './shown.ts';

/** The sums that every figure is made of, in minor units of the shop's currency. */
export type Sums = {
  readonly revenueMinor: bigint;
  readonly costMinor: bigint;
  readonly orders: number;
  readonly newCustomers: number;
};

export const NO_SUMS: Sums = { revenueMinor: 0n, costMinor: 0n, orders: 0, newCustomers: 0 };

/** Figures of one line or one card, ready to show. Ratios are "–" where there is nothing to divide by. */
export type ShownSums = {
  readonly revenue: ShownMoney;
  readonly cost: ShownMoney;
  readonly roi: string;
  readonly roas: string;
  readonly orders: number;
  readonly cpa: ShownMoney | null;
  readonly newCustomers: number;
};

export const FIGURE_KEYS = [
  'revenue',
  'cost',
  'roi',
  'roas',
  'orders',
  'cpa',
  'newCustomers',
] as const;
export type FigureKey = (typeof FIGURE_KEYS)[number];

/** `good` says whether the change is welcome; null where it is neither, such as spending more. */
export type Change = {
  readonly direction: 'up' | 'down' | 'same';
  readonly text: string;
  readonly good: boolean | null;
};

export type ShownFigure = {
  readonly key: FigureKey;
  readonly value: ShownMoney | string;
  readonly previous: ShownMoney | string;
  /** Null where the previous period has nothing to compare with. */
  readonly change: Change | null;
};

/** Ratios behind the figures, for comparing and sorting without rounding. */
export function ratiosOf(sums: Sums, currency: string) {
  const revenue = money(sums.revenueMinor, currency);
  const cost = money(sums.costMinor, currency);
  return {
    roi: roi(revenue, cost),
    roas: roas(revenue, cost),
    // Nothing spent is no price per order, however many there were.
    cpa: sums.costMinor > 0n ? cpa(cost, sums.orders) : null,
  };
}

export function shownSums(sums: Sums, currency: string): ShownSums {
  const ratios = ratiosOf(sums, currency);
  return {
    revenue: shownMoney(sums.revenueMinor, currency),
    cost: shownMoney(sums.costMinor, currency),
    roi: formatPercent(ratios.roi),
    roas: formatMultiple(ratios.roas),
    orders: sums.orders,
    cpa: shownRatioMoney(ratios.cpa, currency),
    newCustomers: sums.newCustomers,
  };
}

function shownRatioMoney(ratio: Ratio | null, currency: string): ShownMoney | null {
  if (!ratio) return null;
  return shownMoney(ratioToMoney(ratio, currency).minor, currency);
}

const COUNT = new Intl.NumberFormat('en');

/** The seven key figures, each beside the previous period. */
export function keyFigures(now: Sums, before: Sums, currency: string): ShownFigure[] {
  const shown = { now: shownSums(now, currency), before: shownSums(before, currency) };
  const ratios = { now: ratiosOf(now, currency), before: ratiosOf(before, currency) };
  const changes: Record<FigureKey, Change | null> = {
    revenue: share(now.revenueMinor, before.revenueMinor, true),
    cost: share(now.costMinor, before.costMinor, null),
    roi: distance(ratios.now.roi, ratios.before.roi, (size) =>
      formatPercent(size).replace('%', ' points'),
    ),
    roas: distance(ratios.now.roas, ratios.before.roas, (size) => formatMultiple(size)),
    orders: share(BigInt(now.orders), BigInt(before.orders), true),
    cpa: shareOfRatios(ratios.now.cpa, ratios.before.cpa),
    newCustomers: share(BigInt(now.newCustomers), BigInt(before.newCustomers), true),
  };
  const text = (sums: ShownSums, key: FigureKey): ShownMoney | string => {
    const value = sums[key];
    return typeof value === 'number' ? COUNT.format(value) : (value ?? '–');
  };
  return FIGURE_KEYS.map((key) => ({
    key,
    value: text(shown.now, key),
    previous: text(shown.before, key),
    change: changes[key],
  }));
}

/** Growth in per cent of what was before; null when there was nothing. `more`: whether more is better. */
export function share(now: bigint, before: bigint, more: boolean | null): Change | null {
  if (before <= 0n) return null;
  return changeBy({ numerator: now - before, denominator: before }, more, (size) =>
    formatPercent(size, size.numerator * 10n < size.denominator ? 1 : 0),
  );
}

function shareOfRatios(now: Ratio | null, before: Ratio | null): Change | null {
  if (!now || !before || before.numerator <= 0n) return null;
  return share(now.numerator * before.denominator, before.numerator * now.denominator, false);
}

function distance(
  now: Ratio | null,
  before: Ratio | null,
  text: (size: Ratio) => string,
): Change | null {
  if (!now || !before) return null;
  const numerator = now.numerator * before.denominator - before.numerator * now.denominator;
  return changeBy({ numerator, denominator: now.denominator * before.denominator }, true, text);
}

function changeBy(by: Ratio, more: boolean | null, text: (size: Ratio) => string): Change {
  const size = { ...by, numerator: by.numerator < 0n ? -by.numerator : by.numerator };
  if (by.numerator === 0n) return { direction: 'same', text: 'No change', good: null };
  const direction = by.numerator > 0n ? 'up' : 'down';
  return {
    direction,
    text: text(size),
    good: more === null ? null : (direction === 'up') === more,
  };
}

/** Order of two ratios without rounding: undefined ones below every other. */
export function compareRatios(left: Ratio | null, right: Ratio | null): number {
  if (!left || !right) return left ? 1 : right ? -1 : 0;
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** Sums of a period, zero where there is no row. */
export function sumsOf<Row extends Sums & { key: string | null; isPrevious: boolean }>(
  rows: readonly Row[],
  key: string | null,
  isPrevious: boolean,
): Sums {
  return rows.find((row) => row.key === key && row.isPrevious === isPrevious) ?? NO_SUMS;
}
