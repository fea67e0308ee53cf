import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAMPAIGNS } from '../plan/campaigns.ts';
import { COLLABORATIONS } from '../plan/collaborations.ts';
import { generateSeason, type SeasonInput, type SeasonOrder, seasonUntil } from './season.ts';
import { truthOfSeason } from './season-truth.ts';

const SHELF = ['dew-drop-serum', 'invisible-shield-spf-50', 'melting-balm', 'lip-butter'].map(
  (handle, place) => ({ variantId: BigInt(place + 1), handle, popularity: 4 - place }),
);

function inputOf(changes: Partial<SeasonInput> = {}): SeasonInput {
  return {
    seed: 7,
    today: '2026-06-15',
    timeZone: 'America/New_York',
    days: 120,
    orders: 1700,
    campaigns: CAMPAIGNS,
    collaborations: COLLABORATIONS,
    shelf: SHELF,
    ...changes,
  };
}

/** An order without its place in time. */
function timeless({ at, visits, ...order }: SeasonOrder) {
  return { ...order, visits: visits.map(({ arrival, ...visit }) => [arrival, at - visit.at]) };
}

const full = generateSeason(inputOf());

describe('a season', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(generateSeason(inputOf())).toEqual(full);
    expect(generateSeason(inputOf({ seed: 8 })).orders).not.toEqual(full.orders);
  });

  it('moves as a whole with its last day', () => {
    // In a zone without summer time, where every day has 24 hours.
    const [now, later] = ['2026-06-15', '2026-06-16'].map(
      (today) => generateSeason(inputOf({ today, timeZone: 'UTC', orders: 200 })).orders,
    );
    expect(later?.map(timeless)).toEqual(now?.map(timeless));
    expect(later?.map(({ at }) => at)).toEqual(now?.map(({ at }) => at + 86_400_000));
  });

  it('is what the demo promises', () => {
    const truth = truthOfSeason(full, COLLABORATIONS);
    expect(full.orders.filter(({ test }) => !test)).toHaveLength(1700);
    expect(full.orders.filter(({ test }) => test).length).toBeGreaterThan(2);
    expect(truth.byInfluencer.size).toBe(26);
    expect(truth.drivenBy.size).toBeGreaterThan(600);
    expect(truth.unseen).toBeGreaterThan(5);
    expect([...truth.leaked.keys()]).toEqual(['zeynep']);
    expect(new Set(full.orders.map(({ currency }) => currency))).toEqual(
      new Set(['USD', 'EUR', 'GBP']),
    );
    expect(new Set(full.changes.map(({ change }) => change.kind)).size).toBe(8);
    const buyers = full.orders.map(({ person }) => person.key);
    expect(new Set(buyers).size).toBeLessThan(buyers.length * 0.85);
  });

  it('shows only what has happened, and what has happened stays', () => {
    const noon = Date.parse('2026-06-15T16:00:00Z');
    const before = seasonUntil(full, noon);
    expect(before.orders.length).toBeLessThan(full.orders.length);
    expect(before.orders).toEqual(full.orders.slice(0, before.orders.length));
  });

  it('holds for any size', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 300 }),
        (seed, days, orders) => {
          const season = generateSeason(inputOf({ seed, days, orders }));
          const real = season.orders.filter(({ test }) => !test);
          expect(real).toHaveLength(orders);
          const keys = new Map(season.orders.map((order) => [order.key, order]));
          expect(keys.size).toBe(season.orders.length);
          for (const order of season.orders) {
            expect(order.day).toBeLessThanOrEqual(0);
            expect(order.day).toBeGreaterThan(-days);
            expect(order.lines.length).toBeGreaterThan(0);
            for (const visit of order.visits) expect(visit.at).toBeLessThan(order.at);
          }
          for (const { at, order } of season.changes) {
            expect(at).toBeGreaterThan(keys.get(order)?.at ?? Number.POSITIVE_INFINITY);
          }
          const truth = truthOfSeason(season, COLLABORATIONS);
          const counted = [...truth.byInfluencer.values()].reduce((sum, count) => sum + count, 0);
          expect(counted).toBe(truth.drivenBy.size);
          expect(counted).toBe(real.filter(({ drivenBy }) => drivenBy !== null).length);
        },
      ),
      { numRuns: 25 },
    );
  });
});
