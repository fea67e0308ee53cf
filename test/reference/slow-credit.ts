import type { Fraction } from './fraction.ts';

/**
 * The models of the domain's description once more: each touchpoint's share as an exact fraction, spelled out
 * without the product's code and without regard to speed. Money is shared by the rule that is written there:
 * to the cent, by largest remainder, ties to the earlier touchpoint.
 */
export type SlowTouch = { readonly channel: string; readonly ageMs: bigint };

export type SlowSettings = {
  /** Whole per cent. */
  readonly first: number;
  readonly last: number;
  readonly halfLifeDays: number;
};

export type SlowModel =
  | 'first'
  | 'last'
  | 'last_non_direct'
  | 'linear'
  | 'position'
  | 'time_decay'
  | 'shapley';

/** Not reduced: whole numbers are compared crosswise below, and a million journeys are many. */
const share = (above: bigint | number, below: bigint | number): Fraction => ({
  above: BigInt(above),
  below: BigInt(below),
});

const ONE = share(1n, 1n);
const NOTHING = share(0n, 1n);

export function slowShares(
  model: SlowModel,
  journey: readonly SlowTouch[],
  settings: SlowSettings,
): Fraction[] {
  const n = journey.length;
  const wins = (winner: number) => journey.map((_, i) => (i === winner ? ONE : NOTHING));
  if (model === 'first') return wins(0);
  if (model === 'last') return wins(n - 1);
  if (model === 'last_non_direct') {
    const others = journey.flatMap(({ channel }, i) => (channel === 'direct' ? [] : [i]));
    return wins(others.length === 0 ? n - 1 : Math.max(...others));
  }
  if (model === 'linear') return journey.map(() => share(1n, n));
  if (model === 'position') return slowPosition(n, settings);
  if (model === 'shapley') {
    const distinct = new Set(journey.map(({ channel }) => channel)).size;
    return journey.map(({ channel }) => {
      const often = journey.filter((other) => other.channel === channel).length;
      return share(1n, distinct * often);
    });
  }
  const weights = journey.map(({ ageMs }) => halved(ageMs, settings.halfLifeDays));
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  return weights.map((weight) => share(weight, all));
}

function slowPosition(n: number, { first, last }: SlowSettings): Fraction[] {
  if (n === 1) return [ONE];
  if (n === 2) {
    if (first + last === 0) return [share(1, 2), share(1, 2)];
    return [share(first, first + last), share(last, first + last)];
  }
  const middle = share(100 - first - last, 100 * (n - 2));
  return Array.from({ length: n }, (_, i) => {
    if (i === 0) return share(first, 100);
    return i === n - 1 ? share(last, 100) : middle;
  });
}

const PRECISION = 128n;
const UNIT = 1n << PRECISION;

function squareRoot(square: bigint): bigint {
  let guess = 1n << BigInt(Math.ceil(square.toString(2).length / 2));
  for (;;) {
    const better = (guess + square / guess) / 2n;
    if (better >= guess) return guess;
    guess = better;
  }
}

/** 2^−1, 2^−1/2, 2^−1/4 … in units of 2^−128. */
const ROOTS: bigint[] = [UNIT / 2n];
for (let i = 1; i < 64; i += 1) ROOTS.push(squareRoot((ROOTS[i - 1] ?? 0n) * UNIT));

/** 2^(−age / half-life) in units of 2^−128, by the binary digits of the exponent. */
function halved(ageMs: bigint, halfLifeDays: number): bigint {
  const halfLifeMs = BigInt(halfLifeDays) * 86_400_000n;
  let weight = UNIT >> (ageMs / halfLifeMs);
  let rest = ageMs % halfLifeMs;
  for (let i = 1; i < ROOTS.length && rest > 0n; i += 1) {
    rest *= 2n;
    if (rest < halfLifeMs) continue;
    rest -= halfLifeMs;
    weight = (weight * (ROOTS[i] ?? 0n)) / UNIT;
  }
  return weight;
}

/** Shares sum to 1 and are not negative. A negative amount is what its opposite would be, taken back. */
export function slowSplit(amount: bigint, shares: readonly Fraction[]): bigint[] {
  if (amount < 0n) return slowSplit(-amount, shares).map((part) => -part);
  const parts = shares.map(({ above, below }) => (amount * above) / below);
  const lost = shares.map(({ above, below }) => share((amount * above) % below, below));
  let missing = amount - parts.reduce((all, part) => all + part, 0n);
  const given = new Set<number>();
  while (missing > 0n) {
    let most = -1;
    lost.forEach((left, i) => {
      if (given.has(i)) return;
      if (most === -1 || isAbove(left, lost[most] ?? NOTHING)) most = i;
    });
    given.add(most);
    parts[most] = (parts[most] ?? 0n) + 1n;
    missing -= 1n;
  }
  return parts;
}

function isAbove(left: Fraction, right: Fraction): boolean {
  return left.above * right.below > right.above * left.below;
}
