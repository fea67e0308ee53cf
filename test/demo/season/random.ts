/** Chance that always falls the same way for the same seed. Never for secrets. */
export type Random = {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Picks by weight; weights are not negative and not all zero. */
  weigh<T>(from: readonly (readonly [value: T, weight: number])[]): T;
};

/** Seeded with 32 bits (the mulberry32 generator: public domain, good enough to deal a season). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const random: Random = {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => {
      const found = from[Math.floor(next() * from.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    weigh: (from) => {
      const total = from.reduce((sum, [, weight]) => sum + weight, 0);
      let rest = next() * total;
      for (const [value, weight] of from) {
        rest -= weight;
        if (rest < 0) return value;
      }
      const last = from.findLast(([, weight]) => weight > 0);
      if (!last) throw new Error('nothing to weigh');
      return last[0];
    },
  };
  return random;
}
