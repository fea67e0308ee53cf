import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TIER_LABEL, TIERS, tierOf } from '#app/domain/tier.ts';

describe('tierOf', () => {
  it.each([
    [0, 'nano'],
    [999, 'nano'],
    [1_000, 'nano'],
    [9_999, 'nano'],
    [10_000, 'micro'],
    [99_999, 'micro'],
    [100_000, 'mid'],
    [499_999, 'mid'],
    [500_000, 'macro'],
    [999_999, 'macro'],
    [1_000_000, 'mega'],
  ] as const)('%i followers are %s', (followers, tier) => {
    expect(tierOf(followers)).toBe(tier);
  });

  it('takes the thresholds of a shop', () => {
    const thresholds = { micro: 5, mid: 6, macro: 7, mega: 8 };
    expect([4, 5, 6, 7, 8].map((followers) => tierOf(followers, thresholds))).toEqual([...TIERS]);
  });

  it('never falls when followers grow, and has a label for all', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (followers, more) => {
        const rank = (count: number) => TIERS.indexOf(tierOf(count));
        expect(rank(followers + more)).toBeGreaterThanOrEqual(rank(followers));
      }),
    );
    expect(Object.keys(TIER_LABEL)).toEqual([...TIERS]);
  });
});
