import type { Minor, MoneyPair } from '../state/world.ts';

export const NOTHING: MoneyPair = { shop: 0, presentment: 0 };

const decimals = new Map<string, number>();

/** Number of decimals of a currency by ISO 4217: JPY 0, USD 2, KWD 3. */
export function decimalsOf(currency: string): number {
  let known = decimals.get(currency);
  if (known === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    known = format.resolvedOptions().maximumFractionDigits ?? 2;
    decimals.set(currency, known);
  }
  return known;
}

/** 1234 USD → "12.34"; 1234 JPY → "1234"; -5 KWD → "-0.005". */
export function formatMinor(minor: Minor, currency: string): string {
  const places = decimalsOf(currency);
  const digits = Math.abs(minor)
    .toString()
    .padStart(places + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** amount × numerator / denominator, rounded half away from zero. The denominator is positive. */
export function share(amount: Minor, numerator: number, denominator: number): Minor {
  const product = BigInt(amount) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const magnitude = product < 0n ? -product : product;
  const rounded = Number((2n * magnitude + divisor) / (2n * divisor));
  return product < 0n ? -rounded : rounded;
}

/**
 * Converts shop minor units to minor units of another currency at `rate`, a decimal string of
 * that currency's units per one shop unit. Rounded half up.
 */
export function convertMinor(minor: Minor, from: string, to: string, rate: string): Minor {
  const [whole = '0', fraction = ''] = rate.split('.');
  const shift = decimalsOf(to) - decimalsOf(from);
  const numerator = Number(whole + fraction) * 10 ** Math.max(shift, 0);
  return share(minor, numerator, 10 ** (fraction.length + Math.max(-shift, 0)));
}

/**
 * Splits a total over weights so that the parts sum to it exactly: floors first, then one unit each
 * to the largest remainders, ties to the earlier place. All weights zero: everything to the first.
 */
export function allocate(total: Minor, weights: readonly number[]): Minor[] {
  if (weights.length === 0) {
    if (total !== 0) throw new Error('nothing to allocate to');
    return [];
  }
  const sum = weights.reduce((left, right) => left + right, 0);
  if (sum === 0) return weights.map((_, place) => (place === 0 ? total : 0));
  const whole = BigInt(sum);
  const parts = weights.map((weight, place) => {
    const product = BigInt(total) * BigInt(weight);
    return { place, floor: Number(product / whole), rest: product % whole };
  });
  let left = total - parts.reduce((done, part) => done + part.floor, 0);
  const byRest = [...parts].sort((a, b) =>
    a.rest === b.rest ? a.place - b.place : a.rest > b.rest ? -1 : 1,
  );
  for (const part of byRest) {
    if (left === 0) break;
    part.floor += 1;
    left -= 1;
  }
  return parts.map((part) => part.floor);
}

export function plus(...amounts: readonly MoneyPair[]): MoneyPair {
  return amounts.reduce(
    (left, right) => ({
      shop: left.shop + right.shop,
      presentment: left.presentment + right.presentment,
    }),
    NOTHING,
  );
}

export function minus(left: MoneyPair, right: MoneyPair): MoneyPair {
  return { shop: left.shop - right.shop, presentment: left.presentment - right.presentment };
}

export function times(amount: MoneyPair, factor: number): MoneyPair {
  // `+ 0` makes a negative zero an ordinary one.
  return { shop: amount.shop * factor + 0, presentment: amount.presentment * factor + 0 };
}

export function isNothing(amount: MoneyPair): boolean {
  return amount.shop === 0 && amount.presentment === 0;
}

/** `share` in both currencies. */
export function sharePair(amount: MoneyPair, numerator: number, denominator: number): MoneyPair {
  return {
    shop: share(amount.shop, numerator, denominator),
    presentment: share(amount.presentment, numerator, denominator),
  };
}
