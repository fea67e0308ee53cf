import { AppError } from './app-error.ts';
import { compare, type Money, money, scaleByRatio, subtract } from './money.ts';

/** An exact quotient; the denominator is positive. Null stands where a figure is undefined (nothing to divide by). */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

function quotient(numerator: bigint, denominator: bigint): Ratio | null {
  return denominator > 0n ? { numerator, denominator } : null;
}

/** (revenue − cost) / cost: $10,000 that bring $50,000 are 4, shown as 400 %. @throws AppError currency_mismatch */
export function roi(revenue: Money, cost: Money): Ratio | null {
  return quotient(subtract(revenue, cost).minor, cost.minor);
}

/** revenue / cost: $10,000 that bring $50,000 are 5. Not ROI, which is always one less. @throws AppError currency_mismatch */
export function roas(revenue: Money, cost: Money): Ratio | null {
  compare(revenue, cost);
  return quotient(revenue.minor, cost.minor);
}

/** Cost per order, in minor units of the cost's currency per order. */
export function cpa(cost: Money, orders: number): Ratio | null {
  return quotient(cost.minor, BigInt(orders));
}

/** Average order value, in minor units of the revenue's currency per order. */
export function aov(revenue: Money, orders: number): Ratio | null {
  return quotient(revenue.minor, BigInt(orders));
}

/** orders / visits. */
export function conversionRate(orders: number, visits: number): Ratio | null {
  return quotient(BigInt(orders), BigInt(visits));
}

/** A ratio of minor units (cpa, aov) as an amount, rounded half away from zero to the currency's decimals. */
export function ratioToMoney(ratio: Ratio, currency: string): Money {
  return money(scaleByRatio(1n, ratio.numerator, ratio.denominator), currency);
}

/** The ratio × 10^digits, rounded half away from zero, written as a decimal. */
function decimal(ratio: Ratio, digits: number): `${number}` {
  if (!Number.isInteger(digits) || digits < 0) {
    throw new AppError('invariant_broken', 'A ratio is shown with a whole number of digits.');
  }
  const scaled = scaleByRatio(10n ** BigInt(digits), ratio.numerator, ratio.denominator);
  const sign = scaled < 0n ? '-' : '';
  const text = String(scaled < 0n ? -scaled : scaled).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${sign}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}` as `${number}`;
}

/** The ratio with `digits` decimals, for charts and sorting. Never calculate on with it. */
export function ratioToNumber(ratio: Ratio, digits: number): number {
  return Number(decimal(ratio, digits));
}

const UNDEFINED_TEXT = '–';

function grouped(ratio: Ratio, digits: number): string {
  // The decimal goes in as text: the formatter keeps every digit of it.
  return new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(decimal(ratio, digits));
}

/** "400%", "-12.5%", "–" when undefined. For display only. */
export function formatPercent(ratio: Ratio | null, digits = 0): string {
  if (ratio === null) return UNDEFINED_TEXT;
  return `${grouped({ numerator: ratio.numerator * 100n, denominator: ratio.denominator }, digits)}%`;
}

/** "5.00×", "–" when undefined. For display only. */
export function formatMultiple(ratio: Ratio | null, digits = 2): string {
  return ratio === null ? UNDEFINED_TEXT : `${grouped(ratio, digits)}×`;
}
