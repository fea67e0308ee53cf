import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap } from '#app/domain/models/bootstrap.ts';
import { fitDataDriven } from '#app/domain/models/data-driven.ts';
import {
  dataDrivenWeights,
  type SourceEffects,
  sourceEffects,
} from '#app/domain/models/data-driven-weights.ts';
import { sharesOf, total } from '#app/domain/models/path-table.ts';
import { poisson, seededRandom } from '#app/domain/models/seeded-random.ts';
import { allocate } from '#app/domain/money.ts';
import { tableOf } from './paths.ts';

const PATHS = [
  { path: 'A > B', conversions: 600, nulls: 900, value: 6_000 },
  { path: 'A', conversions: 900, nulls: 4_000, value: 900 },
  { path: 'B > C > B', conversions: 500, nulls: 500, value: 100 },
];

const journey = (sources: readonly string[]) =>
  sources.map((source, place) => ({
    source,
    channel: 'influencer',
    occurredAt: new Date(place * 1000),
  }));

const of10000 = (effects: SourceEffects, sources: readonly string[]) =>
  allocate(10_000n, dataDrivenWeights(effects, journey(sources))).map(Number);

describe('fitDataDriven', () => {
  it('says what it is based on, and on how much', () => {
    const table = tableOf(PATHS);
    const fit = fitDataDriven('markov', table);
    expect(fit).toMatchObject({
      basis: 'markov',
      sample: { conversions: 2_000, journeys: 7_400 },
      minimum: { conversions: 2_000, journeys: 2_000 },
      interval: null,
    });
    expect(fit.baseProbability).toBeCloseTo(2_000 / 7_400, 14);
    expect(total(fit.shares)).toBeCloseTo(1, 14);
  });

  it('shares by position where it has seen too little, visibly', () => {
    const few = tableOf([{ path: 'A > B > C', conversions: 1_999, nulls: 9 }]);
    const fit = fitDataDriven('markov', few);
    expect(fit.basis).toBe('fallback');
    expect(Array.from(fit.shares)).toEqual([
      expect.closeTo(0.4, 12),
      expect.closeTo(0.2, 12),
      expect.closeTo(0.4, 12),
    ]);
    expect(of10000(sourceEffects(fit), ['C', 'A', 'B', 'B'])).toEqual([4000, 1000, 1000, 4000]);
    expect(fitDataDriven('shapley_rate', few).basis).toBe('fallback');
    expect(fitDataDriven('shapley', few).basis).toBe('shapley');
    const minimum = { conversions: 100, journeys: 3_000 };
    expect(fitDataDriven('markov', few, { minimum }).basis).toBe('fallback');
  });

  it.each(['markov', 'shapley', 'shapley_rate'] as const)('%s comes with an interval', (model) => {
    const table = tableOf(PATHS);
    const learn = () => fitDataDriven(model, table, { bootstrap: { replicates: 200, seed: 3 } });
    const { shares, interval } = learn();
    shares.forEach((share, source) => {
      const [low, high] = [interval?.low[source] ?? NaN, interval?.high[source] ?? NaN];
      expect(low).toBeLessThanOrEqual(share);
      expect(high).toBeGreaterThanOrEqual(share);
      expect(high - low).toBeLessThan(0.1);
    });
    expect(learn().interval).toEqual(interval);
  });
});

describe('bootstrap', () => {
  it('spreads as the binomial distribution does', () => {
    // The share of A among 400 conversions, half of them A's: standard error √(¼ / 400) = 0.025.
    const table = tableOf([
      { path: 'A', conversions: 200, nulls: 0 },
      { path: 'B', conversions: 200, nulls: 0 },
    ]);
    const estimate = (one: typeof table) => sharesOf(one.conversions);
    const { low, high } = bootstrap(table, estimate, { replicates: 2_000, seed: 11 });
    expect(low[0]).toBeCloseTo(0.5 - 1.96 * 0.025, 2);
    expect(high[0]).toBeCloseTo(0.5 + 1.96 * 0.025, 2);
  });

  it('draws the journeys that did not convert as well', () => {
    const table = tableOf([{ path: 'A', conversions: 0, nulls: 400 }]);
    const { low, high } = bootstrap(table, (one) => one.nulls, { replicates: 500, seed: 1 });
    expect((high[0] ?? NaN) - (low[0] ?? NaN)).toBeGreaterThan(60);
    expect((high[0] ?? NaN) - (low[0] ?? NaN)).toBeLessThan(100);
  });

  it('draws the same from paths that are added up', () => {
    const single = Array.from({ length: 30 }, (_, at) => ({
      path: at % 3 === 0 ? 'A' : 'B',
      conversions: 1,
      nulls: 2,
    }));
    const estimate = (one: ReturnType<typeof tableOf>) => sharesOf(one.conversions);
    const options = { replicates: 50, seed: 2 };
    const apart = bootstrap(tableOf(single, [], { merge: false }), estimate, options);
    expect(apart).toEqual(bootstrap(tableOf(single), estimate, options));
  });
});

describe('poisson', () => {
  it.each([0.2, 1, 7.5, 99, 250, 1e6])('has mean and variance %d', (mean) => {
    const random = seededRandom(77);
    const drawn = Array.from({ length: 20_000 }, () => poisson(mean, random));
    const average = drawn.reduce((sum, count) => sum + count, 0) / drawn.length;
    const variance =
      drawn.reduce((sum, count) => sum + (count - average) ** 2, 0) / (drawn.length - 1);
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / drawn.length));
    expect(variance / mean).toBeGreaterThan(0.95);
    expect(variance / mean).toBeLessThan(1.05);
    expect(drawn.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
  });

  it('is nothing for a mean of 0', () => {
    expect(poisson(0, seededRandom(1))).toBe(0);
  });
});

describe('dataDrivenWeights', () => {
  const effects = new Map([
    ['A', 0.6],
    ['B', 0.2],
    ['C', 0],
  ]);

  it.each<[SourceEffects, string[], number[]]>([
    [effects, ['A', 'B'], [7500, 2500]],
    [effects, ['B', 'A', 'B'], [1250, 7500, 1250]],
    [effects, ['A', 'A', 'A', 'B', 'B'], [2500, 2500, 2500, 1250, 1250]],
    [effects, ['C', 'B'], [0, 10_000]],
    [effects, ['nobody', 'A'], [0, 10_000]],
    [effects, ['C', 'nobody', 'C'], [3334, 3333, 3333]],
    ['equal', ['A', 'B', 'A'], [2500, 5000, 2500]],
    ['equal', ['A'], [10_000]],
    ['position', ['A', 'B', 'A'], [4000, 2000, 4000]],
  ])('%j over %j', (given, sources, expected) => {
    expect(of10000(given, sources)).toEqual(expected);
  });

  it('gives away exactly the amount, whatever the effects', () => {
    const anyEffects = fc.dictionary(
      fc.constantFrom('A', 'B', 'C', 'D'),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    const sources = fc.array(fc.constantFrom('A', 'B', 'C', 'D', 'E'), { minLength: 1 });
    fc.assert(
      fc.property(anyEffects, sources, fc.bigInt(), (dictionary, walk, amount) => {
        const given = new Map(Object.entries(dictionary));
        const credit = allocate(amount, dataDrivenWeights(given, journey(walk)));
        expect(credit.reduce((sum, part) => sum + part, 0n)).toBe(amount);
        expect(dataDrivenWeights(given, [])).toEqual([]);
      }),
    );
  });

  it('takes removal effects from a fit, and counts what lowers the rate as nothing', () => {
    const table = tableOf([
      { path: 'A', conversions: 90, nulls: 10 },
      { path: 'A > B', conversions: 0, nulls: 900 },
    ]);
    const minimum = { conversions: 0, journeys: 0 };
    expect(of10000(sourceEffects(fitDataDriven('markov', table, { minimum })), ['A', 'B'])).toEqual(
      [10_000, 0],
    );
    const rates = sourceEffects(fitDataDriven('shapley_rate', table, { minimum }));
    expect(of10000(rates, ['B', 'A'])).toEqual([0, 10_000]);
    const shapley = sourceEffects(fitDataDriven('shapley', table));
    expect(of10000(shapley, ['B', 'A'])).toEqual([5000, 5000]);
  });
});
