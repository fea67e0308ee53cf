import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sightings } from './ordered-revenue.ts';

describe('sightings', () => {
  it('finds the orders behind each sum', () => {
    const answers = [0, 10, 10, 35, 100].map((revenueMinor, place) => ({
      at: place,
      revenueMinor,
    }));
    expect(sightings([10, 20, 5, 65], answers)).toEqual({ seenAt: [1, 3, 3, 4], exact: 5 });
  });

  it('passes over answers in which a later order came first', () => {
    const answers = [
      { at: 1, revenueMinor: 20 },
      { at: 2, revenueMinor: 30 },
    ];
    expect(sightings([10, 20, 5], answers)).toEqual({ seenAt: [2, 2, null], exact: 1 });
  });

  it('never sees an order before an answer that includes it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 50 }),
        fc.array(fc.nat({ max: 50 }), { maxLength: 50 }),
        (revenues, counts) => {
          const rising = [...counts, revenues.length].sort((left, right) => left - right);
          const answers = rising.map((count, at) => ({
            at,
            revenueMinor: revenues.slice(0, count).reduce((sum, each) => sum + each, 0),
          }));
          const { seenAt } = sightings(revenues, answers);
          for (const [place, at] of seenAt.entries()) {
            expect(at).toBe(rising.findIndex((count) => count > place));
          }
        },
      ),
    );
  });
});
