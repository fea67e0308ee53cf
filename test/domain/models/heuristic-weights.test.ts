import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heuristicWeights, type WeighedTouch } from '#app/domain/models/heuristic-weights.ts';
import {
  DEFAULT_HEURISTIC_SETTINGS,
  HEURISTIC_MODELS,
  type HeuristicModel,
} from '#app/domain/models/model-settings.ts';
import { allocate } from '#app/domain/money.ts';

const DAY_MS = 86_400_000;
const NEWEST = Date.UTC(2026, 2, 31);

function journey(channels: readonly string[], ages: readonly number[] = []): WeighedTouch[] {
  return channels.map((channel, place) => ({
    channel,
    occurredAt: new Date(NEWEST - (ages[place] ?? 0) * DAY_MS),
  }));
}

/** What each touchpoint gets of 10,000 cents. */
function of10000(
  model: HeuristicModel,
  touches: readonly WeighedTouch[],
  settings: Partial<typeof DEFAULT_HEURISTIC_SETTINGS> = {},
): number[] {
  const weights = heuristicWeights(model, touches, { ...DEFAULT_HEURISTIC_SETTINGS, ...settings });
  return allocate(10_000n, weights).map(Number);
}

const anyJourney = fc
  .array(
    fc.record({
      channel: fc.constantFrom('direct', 'email', 'influencer', 'referral'),
      occurredAt: fc.date({ min: new Date(0), max: new Date(NEWEST), noInvalidDate: true }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((touches) => touches.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime()));

describe('first, last, last non-direct and linear', () => {
  it.each<[HeuristicModel, string[], number[]]>([
    ['first', ['email', 'direct', 'sms'], [10_000, 0, 0]],
    ['last', ['email', 'direct', 'direct'], [0, 0, 10_000]],
    ['last_non_direct', ['email', 'sms', 'direct', 'direct'], [0, 10_000, 0, 0]],
    ['last_non_direct', ['direct', 'direct'], [0, 10_000]],
    ['last_non_direct', ['direct', 'email'], [0, 10_000]],
    ['last_non_direct', ['direct'], [10_000]],
    ['linear', ['email', 'sms', 'direct'], [3334, 3333, 3333]],
  ])('%s over %j', (model, channels, expected) => {
    expect(of10000(model, journey(channels))).toEqual(expected);
  });
});

describe('position based', () => {
  // By hand, from the rule: the ends get their percentages, the middle shares the rest.
  it.each<[number, number, number, number[]]>([
    [40, 40, 1, [10_000]],
    [40, 40, 2, [5000, 5000]],
    [40, 40, 3, [4000, 2000, 4000]],
    [40, 40, 4, [4000, 1000, 1000, 4000]],
    [40, 40, 7, [4000, 400, 400, 400, 400, 400, 4000]],
    [30, 60, 1, [10_000]],
    [30, 60, 2, [3333, 6667]],
    [30, 60, 3, [3000, 1000, 6000]],
    [50, 50, 3, [5000, 0, 5000]],
    [0, 0, 2, [5000, 5000]],
    [0, 0, 3, [0, 10_000, 0]],
    [33.3, 33.3, 4, [3330, 1670, 1670, 3330]],
    [100, 0, 2, [10_000, 0]],
  ])('%d first, %d last, over %i touchpoints', (firstPercent, lastPercent, length, expected) => {
    const touches = journey(Array.from({ length }, () => 'email'));
    expect(of10000('position', touches, { firstPercent, lastPercent })).toEqual(expected);
  });

  it.each([
    { firstPercent: -1 },
    { firstPercent: 60, lastPercent: 41 },
    { lastPercent: Number.NaN },
    { halfLifeDays: 0 },
    { halfLifeDays: -7 },
    { halfLifeDays: Number.POSITIVE_INFINITY },
  ])('refuses %j', (settings) => {
    expect(() => of10000('position', journey(['email']), settings)).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
  });
});

describe('time decay', () => {
  it.each<[string, number, number[], number[]]>([
    // 2^−1 : 2^0 = 1 : 2, so that seven days halve; the example of most analytics handbooks.
    ['a half-life apart', 7, [7, 0], [3333, 6667]],
    // 2^−2 : 2^−1 : 2^0 = 1 : 2 : 4.
    ['two and one', 7, [14, 7, 0], [1429, 2857, 5714]],
    // What counts is the distance: eight days and one day before are as far apart as seven and none.
    ['all older', 7, [8, 1], [3333, 6667]],
    ['a year old', 7, [372, 365], [3333, 6667]],
    ['at one instant', 7, [3, 3, 3], [3334, 3333, 3333]],
    ['one', 7, [400], [10_000]],
    ['another half-life', 1, [1, 0], [3333, 6667]],
    ['so old that nothing is left', 1, [60, 0], [0, 10_000]],
  ])('%s', (_, halfLifeDays, ages, expected) => {
    const touches = journey(
      ages.map(() => 'email'),
      ages,
    );
    expect(of10000('time_decay', touches, { halfLifeDays })).toEqual(expected);
  });

  it.each([1e-9, 1e-3, 1e12])(
    'never lets all weights vanish, half-life %d days',
    (halfLifeDays) => {
      const touches = journey(['a', 'b', 'c'], [20_000, 19_999, 19_000]);
      const credit = of10000('time_decay', touches, { halfLifeDays });
      expect(credit).toEqual(halfLifeDays > 1 ? [3333, 3333, 3334] : [0, 0, 10_000]);
    },
  );

  it('weighs a newer touchpoint no less than an older one', () => {
    fc.assert(
      fc.property(anyJourney, (touches) => {
        const weights = heuristicWeights('time_decay', touches);
        weights.slice(1).forEach((weight, place) => {
          expect(weight >= (weights[place] ?? 0n)).toBe(true);
        });
        expect(weights.at(-1)).toBe(2n ** 52n);
      }),
    );
  });
});

describe('every model', () => {
  it('gives away exactly the amount, and nothing against its sign', () => {
    fc.assert(
      fc.property(anyJourney, fc.bigInt(), (touches, amount) => {
        for (const model of HEURISTIC_MODELS) {
          const credit = allocate(amount, heuristicWeights(model, touches));
          expect(credit).toHaveLength(touches.length);
          expect(credit.reduce((sum, part) => sum + part, 0n)).toBe(amount);
          expect(credit.every((part) => (amount < 0n ? part <= 0n : part >= 0n))).toBe(true);
        }
      }),
    );
  });

  it.each(HEURISTIC_MODELS)('%s has nothing to say of an empty journey', (model) => {
    expect(heuristicWeights(model, [])).toEqual([]);
  });
});
