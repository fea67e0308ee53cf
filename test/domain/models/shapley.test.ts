import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { additiveShapley } from '#app/domain/models/additive-shapley.ts';
import { coalitionShapley, EXACT_SOURCES } from '#app/domain/models/coalition-shapley.ts';
import { total } from '#app/domain/models/path-table.ts';
import { sampleShapley } from '#app/domain/models/sampled-shapley.ts';
import { sourceSets } from '#app/domain/models/source-sets.ts';
import { anyPaths, byName, distance, LETTERS, tableOf } from './paths.ts';

const path = (written: string, conversions: number, nulls = 0, value = 0) => ({
  path: written,
  conversions,
  nulls,
  value,
});

/** A and B change places in every path. */
const swapped = (written: string) =>
  written
    .split(' > ')
    .map((step) => (step === 'A' ? 'B' : step === 'B' ? 'A' : step))
    .join(' > ');

describe('additiveShapley', () => {
  it('divides each path equally among its distinct sources', () => {
    // A: 6/1 + 6/2 + 6/3 = 11; B and C likewise from theirs.
    const table = tableOf([
      path('A', 6, 1, 60),
      path('A > B > A', 6, 9, 10),
      path('C > B > A', 6, 0, 30),
    ]);
    const { conversions, values } = additiveShapley(table);
    expect(byName(table, conversions)).toEqual({ A: 11, B: 5, C: 2 });
    expect(byName(table, values)).toEqual({ A: 75, B: 15, C: 10 });
  });

  it('is efficient, symmetric, and gives a null player nothing', () => {
    fc.assert(
      fc.property(anyPaths, (paths) => {
        const table = tableOf(paths, [...LETTERS, 'nobody']);
        const { conversions } = additiveShapley(table);
        expect(total(conversions)).toBeCloseTo(total(table.conversions), 10);
        expect(conversions.at(-1)).toBe(0);
        const both = tableOf(
          [...paths, ...paths.map((one) => ({ ...one, path: swapped(one.path) }))],
          LETTERS,
        );
        const [a = 0, b = 0] = additiveShapley(both).conversions;
        expect(a).toBeCloseTo(b, 10);
      }),
    );
  });
});

describe('coalitionShapley', () => {
  it('a table by hand', () => {
    // v(A) = 1/4, v(B) = 0/2, v(AB) = (1 + 3) / (4 + 2 + 4) = 4/10.
    // φ(A) = ½ (1/4 − 0) + ½ (4/10 − 0) = 0.325; φ(B) = ½ · 0 + ½ (4/10 − 1/4) = 0.075.
    const table = tableOf([path('A', 1, 3), path('B', 0, 2), path('B > A', 3, 1)]);
    const { effects, baseRate, standardErrors } = coalitionShapley(table);
    expect(effects[0]).toBeCloseTo(0.325, 14);
    expect(effects[1]).toBeCloseTo(0.075, 14);
    expect(baseRate).toBeCloseTo(0.4, 14);
    expect(standardErrors).toBeNull();
  });

  it('says that a source lowers the rate, and gives it no share', () => {
    const { effects, shares } = coalitionShapley(tableOf([path('A', 9, 1), path('A > B', 0, 90)]));
    expect(effects[1]).toBeLessThan(0);
    expect(Array.from(shares)).toEqual([1, 0]);
  });

  it('is efficient, symmetric, and gives a null player nothing', () => {
    fc.assert(
      fc.property(anyPaths, (paths) => {
        const table = tableOf(paths, [...LETTERS, 'nobody']);
        const { effects } = coalitionShapley(table);
        const journeys = total(table.conversions) + total(table.nulls);
        const rate = journeys === 0 ? 0 : total(table.conversions) / journeys;
        expect(total(effects)).toBeCloseTo(rate, 12);
        expect(effects.at(-1)).toBeCloseTo(0, 12);
        const both = tableOf(
          [...paths, ...paths.map((one) => ({ ...one, path: swapped(one.path) }))],
          LETTERS,
        );
        const [a = 0, b = 0] = coalitionShapley(both).effects;
        expect(a).toBeCloseTo(b, 12);
      }),
      { numRuns: 50 },
    );
  });

  it('does not mind the order of the paths, their number or their steps’ order', () => {
    fc.assert(
      fc.property(anyPaths, (paths) => {
        const { effects } = coalitionShapley(tableOf(paths, LETTERS));
        const other = [...paths, ...paths].reverse().map((one) => ({
          ...one,
          path: one.path.split(' > ').reverse().join(' > '),
        }));
        expect(distance(coalitionShapley(tableOf(other, LETTERS)).effects, effects)).toBeLessThan(
          1e-12,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('is sampled above the limit, with an error that can be trusted and drawn again by its seed', () => {
    // Six sources work in pairs; the others only stand by, in enough number to be above the limit.
    const names = [...LETTERS, 'F', ...Array.from({ length: EXACT_SOURCES }, (_, i) => `n${i}`)];
    const paths = [
      path('A', 30, 70),
      path('B > A', 60, 40),
      path('C', 5, 95),
      path('C > D', 40, 60),
      path('E > F > A', 20, 10),
      path('F', 1, 50),
    ];
    const exact = coalitionShapley(tableOf(paths)).effects;
    const sample = { permutations: 2_000, seed: 5 };
    const { effects, standardErrors } = coalitionShapley(tableOf(paths, names), sample);
    const known = tableOf(paths);
    known.sources.forEach((source, place) => {
      const at = names.indexOf(source);
      const error = Math.abs((effects[at] ?? NaN) - (exact[place] ?? NaN));
      expect(error).toBeLessThan(5 * (standardErrors?.[at] ?? NaN) + 1e-12);
    });
    expect(Math.max(...(standardErrors ?? []))).toBeLessThan(0.01);
    expect(total(effects)).toBeCloseTo(156 / 481, 12);
    expect(coalitionShapley(tableOf(paths, names), sample).effects).toEqual(effects);
    expect(() => coalitionShapley(known, { permutations: 3, seed: 1 })).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    );
  });

  it('draws its orders in opposite pairs, which leaves two sources no error at all', () => {
    const table = tableOf([path('A', 1, 3), path('B', 0, 2), path('B > A', 3, 1)]);
    const { effects, standardErrors } = sampleShapley(sourceSets(table), 2, 1);
    expect(distance(effects, [0.325, 0.075])).toBeLessThan(1e-14);
    expect(distance(standardErrors, [0, 0])).toBeLessThan(1e-14);
  });

  it('sampled and exact agree on any journeys', () => {
    fc.assert(
      fc.property(anyPaths, (paths) => {
        const table = tableOf(paths, LETTERS);
        const { effects } = coalitionShapley(table);
        const sampled = sampleShapley(sourceSets(table), 300, 9);
        effects.forEach((effect, source) => {
          const error = Math.abs(effect - (sampled.effects[source] ?? NaN));
          expect(error).toBeLessThan(6 * (sampled.standardErrors[source] ?? NaN) + 1e-9);
        });
      }),
      { numRuns: 20 },
    );
  });
});
