import * as isoCurrencies from 'dinero.js/currencies';
import { AppError } from './app-error.ts';

/** An exact amount: whole minor units (cents, yen, fils) of one ISO 4217 currency. */
export type Money = { readonly minor: bigint; readonly currency: string };

// Codes that Shopify's CurrencyCode knows and the current ISO list does not (any more).
const FORMER_CURRENCIES: Readonly<Record<string, number>> = {
  ANG: 2,
  BYR: 0,
  HRK: 2,
  JEP: 2,
  KID: 2,
  LTL: 2,
  LVL: 2,
  SLL: 2,
  STD: 2,
  VEF: 2,
};

const DECIMALS: ReadonlyMap<string, number> = new Map([
  ...Object.entries(FORMER_CURRENCIES),
  // ISO gives the two currencies of fifths (MGA, MRU) two decimals; the library counts in fifths.
  ...Object.values(isoCurrencies).map(({ code, base, exponent }): [string, number] => [
    code,
    base === 10 ? exponent : 2,
  ]),
]);

/**
 * How many decimals amounts in `currency` have: USD 2, JPY 0, KWD 3.
 * @throws AppError unknown_currency
 */
export function currencyDecimals(currency: string): number {
  const decimals = DECIMALS.get(currency);
  if (decimals === undefined) {
    throw new AppError('unknown_currency', `“${currency}” is not a currency we know.`, {
      details: { currency },
    });
  }
  return decimals;
}

export function money(minor: bigint, currency: string): Money {
  return { minor, currency };
}

export function zero(currency: string): Money {
  return money(0n, currency);
}

function assertSameCurrency(left: string, right: string): void {
  if (left !== right) {
    throw new AppError('currency_mismatch', `Amounts in ${left} and ${right} cannot be combined.`, {
      details: { left, right },
    });
  }
}

/** @throws AppError currency_mismatch */
export function add(left: Money, right: Money): Money {
  assertSameCurrency(left.currency, right.currency);
  return money(left.minor + right.minor, left.currency);
}

/** @throws AppError currency_mismatch */
export function subtract(left: Money, right: Money): Money {
  return add(left, negate(right));
}

export function negate(amount: Money): Money {
  return money(-amount.minor, amount.currency);
}

/** The total of `moneys`, zero of `currency` when there are none. @throws AppError currency_mismatch */
export function sum(moneys: Iterable<Money>, currency: string): Money {
  let total = zero(currency);
  for (const amount of moneys) total = add(total, amount);
  return total;
}

/** Order for sorting: negative, zero or positive. @throws AppError currency_mismatch */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  assertSameCurrency(left.currency, right.currency);
  if (left.minor === right.minor) return 0;
  return left.minor < right.minor ? -1 : 1;
}

/**
 * Reads a plain decimal ("1234.50", "-3", 20.0 from JSON): digits, one point, a sign, no exponent,
 * no grouping. Digits past the currency's own decimals must be zeros, so that nothing is rounded.
 * @throws AppError invalid_amount, unknown_currency
 */
export function parseMoney(text: string | number, currency: string): Money {
  const decimals = currencyDecimals(currency);
  const written = String(text);
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(written);
  const [, sign = '', whole = '', fraction = ''] = match ?? [];
  if (!match || /[1-9]/.test(fraction.slice(decimals))) {
    throw new AppError(
      'invalid_amount',
      `“${written.slice(0, 40)}” is not an amount in ${currency}.`,
      {
        details: { text: written.slice(0, 40), currency },
      },
    );
  }
  const minor = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return money(sign === '-' ? -minor : minor, currency);
}

/** "1234.50" (USD), "1234" (JPY), "-0.005" (KWD): what parseMoney reads back. @throws AppError unknown_currency */
export function formatDecimal(amount: Money): string {
  const decimals = currencyDecimals(amount.currency);
  const sign = amount.minor < 0n ? '-' : '';
  const digits = String(amount.minor < 0n ? -amount.minor : amount.minor).padStart(
    decimals + 1,
    '0',
  );
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * Splits `total` by `weights` so that the parts sum to it exactly: largest remainder, ties to the
 * earlier position. A negative total is the mirror of the positive one; when every weight is zero
 * all weigh the same.
 * @throws AppError invariant_broken on a negative weight, or when there is nobody to give to
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.some((weight) => weight < 0n)) {
    throw new AppError('invariant_broken', 'An amount cannot be split by a negative weight.');
  }
  if (weights.length === 0) {
    if (total === 0n) return [];
    throw new AppError('invariant_broken', 'An amount cannot be split among nobody.');
  }
  if (total < 0n) return allocate(-total, weights).map((part) => -part);

  const weightSum = weights.reduce((running, weight) => running + weight, 0n);
  if (weightSum === 0n)
    return allocate(
      total,
      weights.map(() => 1n),
    );

  const shares = weights.map((weight, position) => ({
    position,
    part: (total * weight) / weightSum,
    remainder: (total * weight) % weightSum,
  }));
  let left = total - shares.reduce((running, share) => running + share.part, 0n);
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.position - b.position : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of byRemainder) {
    if (left === 0n) break;
    share.part += 1n;
    left -= 1n;
  }
  return shares.map((share) => share.part);
}

/**
 * minor × numerator / denominator, rounded half away from zero.
 * @throws AppError invariant_broken when the denominator is zero
 */
export function scaleByRatio(minor: bigint, numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) {
    throw new AppError('invariant_broken', 'An amount cannot be scaled by a ratio over zero.');
  }
  const product = minor * numerator;
  const size = product < 0n ? -product : product;
  const divisor = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * size + divisor) / (2n * divisor);
  return product < 0n === denominator < 0n ? rounded : -rounded;
}
