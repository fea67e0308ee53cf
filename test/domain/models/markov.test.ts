import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markovRemoval } from '#app/domain/models/markov.ts';
import { anyPaths, byName, distance, LETTERS, tableOf, type WrittenPath } from './paths.ts';

function removal(paths: readonly WrittenPath[], order: 1 | 2 = 1) {
  const table = tableOf(paths, LETTERS);
  const { effects, shares, baseProbability } = markovRemoval(table, order);
  return { effects: byName(table, effects), shares: byName(table, shares), baseProbability };
}

const path = (written: string, conversions: number, nulls = 0): WrittenPath => ({
  path: written,
  conversions,
  nulls,
});

describe('removal effects of published examples', () => {
  it('S. Bryl, Attribution model with R (Markov chains concept), 2016', () => {
    // Start goes to A with 2/3 and to B with 1/3; A → B and A → null with 1/2 each; B → C always;
    // C converts with 1/2. P = (2/3 · 1/2 + 1/3) · 1/2 = 1/3. Without A: 1/3 · 1/2 = 1/6.
    const { baseProbability, effects, shares } = removal([
      path('A > B > C', 1),
      path('A', 0, 1),
      path('B > C', 0, 1),
    ]);
    expect(baseProbability).toBeCloseTo(1 / 3, 14);
    expect([effects.A, effects.B, effects.C]).toEqual([
      expect.closeTo(0.5, 13),
      expect.closeTo(1, 13),
      expect.closeTo(1, 13),
    ]);
    expect([shares.A, shares.B, shares.C]).toEqual([
      expect.closeTo(0.2, 13),
      expect.closeTo(0.4, 13),
      expect.closeTo(0.4, 13),
    ]);
  });

  it('S. Puzyrov, Markov chain attribution: simple explanation of removal effect, 2019', () => {
    // A is search advertising, B mailing. Start → A 4/5, → B 1/5; A → conversion 1/2, → B 1/4, → null 1/4;
    // B converts always. P = 4/5 · 3/4 + 1/5 = 4/5. Without A: 1/5. Without B: 4/5 · 1/2 = 2/5.
    const { baseProbability, effects } = removal([path('A', 2, 1), path('B', 1), path('A > B', 1)]);
    expect(baseProbability).toBeCloseTo(0.8, 14);
    expect(effects.A).toBeCloseTo(0.75, 13);
    expect(effects.B).toBeCloseTo(0.5, 13);
  });

  it('the paths in the manual of pychattr, where 10,000 simulated walks say 1.991 and 1.009', () => {
    // No null paths. Everybody meets A; A → B 3 and A → conversion 3, apart from its loops, so half meet B.
    const { baseProbability, effects, shares } = removal([
      path('A > B > A > B > B > A', 1),
      path('A > B > B > A > A', 1),
      path('A > A', 1),
    ]);
    expect(baseProbability).toBe(1);
    expect(effects.A).toBeCloseTo(1, 13);
    expect(effects.B).toBeCloseTo(0.5, 13);
    expect(3 * (shares.A ?? 0)).toBeCloseTo(2, 12);
  });
});

describe('removal effects of chains solved by hand', () => {
  it('a loop between two sources', () => {
    // A → B always; B → A 1/3, → conversion 1/3, → null 1/3. c(B) = 1/3 + 1/3 c(B), so c = 1/2 everywhere.
    // Both are reached for sure, so either removal loses everything.
    const { baseProbability, effects } = removal([path('A > B', 0, 1), path('A > B > A > B', 1)]);
    expect(baseProbability).toBeCloseTo(1 / 2, 14);
    expect(effects.A).toBeCloseTo(1, 13);
    expect(effects.B).toBeCloseTo(1, 13);
  });

  it('a source that never converts has no effect, and a single one has all', () => {
    const { effects } = removal([path('A', 3, 4), path('B', 0, 5)]);
    expect(effects).toEqual({ A: expect.closeTo(1, 13), B: 0, C: 0, D: 0, E: 0 });
  });

  it('no conversions, and no walks at all', () => {
    for (const order of [1, 2] as const) {
      const none = { A: 0, B: 0, C: 0, D: 0, E: 0 };
      expect(removal([path('A > B', 0, 7)], order)).toEqual({
        effects: none,
        shares: none,
        baseProbability: 0,
      });
      expect(removal([path('A > B', 0, 0)], order).baseProbability).toBe(0);
    }
  });

  it('order 2 remembers the step before', () => {
    // A > C converts, B > C never. Order 1 mixes both in C; order 2 does not, and B loses nothing.
    const paths = [path('A > C', 1), path('B > C', 0, 1)];
    expect(removal(paths, 1).effects.B).toBeCloseTo(0.5, 12);
    expect(removal(paths, 2).effects).toEqual({
      A: expect.closeTo(1, 12),
      B: expect.closeTo(0, 12),
      C: expect.closeTo(1, 12),
      D: 0,
      E: 0,
    });
  });
});

describe('laws of removal effects', () => {
  const orders = fc.constantFrom<1 | 2>(1, 2);

  it('lie between 0 and 1, and shares sum to 1 or are all 0', () => {
    fc.assert(
      fc.property(anyPaths, orders, (paths, order) => {
        const { effects, shares, baseProbability } = removal(paths, order);
        const conversions = paths.reduce((sum, one) => sum + one.conversions, 0);
        const walked = paths.reduce((sum, one) => sum + one.conversions + one.nulls, 0);
        expect(baseProbability).toBeCloseTo(walked === 0 ? 0 : conversions / walked, 12);
        expect(Object.values(effects).every((effect) => effect >= 0 && effect <= 1)).toBe(true);
        const sum = Object.values(shares).reduce((all, share) => all + share, 0);
        expect(sum).toBeCloseTo(conversions === 0 ? 0 : 1, 12);
      }),
    );
  });

  it('do not mind the order of the paths, their number, or whether equal ones are added up', () => {
    const shuffled = anyPaths.chain((paths) =>
      fc.tuple(fc.constant(paths), fc.shuffledSubarray(paths, { minLength: paths.length })),
    );
    fc.assert(
      fc.property(shuffled, orders, ([paths, others], order) => {
        const { effects } = markovRemoval(tableOf(paths, LETTERS), order);
        const variants = [
          tableOf(others, LETTERS),
          tableOf([...paths, ...paths], LETTERS),
          tableOf(paths, LETTERS, { merge: false }),
          tableOf(
            paths.flatMap((one) => [
              { ...one, nulls: 0 },
              { ...one, conversions: 0 },
            ]),
            LETTERS,
          ),
        ];
        for (const variant of variants) {
          expect(distance(markovRemoval(variant, order).effects, effects)).toBeLessThan(1e-11);
        }
      }),
    );
  });

  it('do not mind a source that occurs nowhere', () => {
    fc.assert(
      fc.property(anyPaths, orders, (paths, order) => {
        const { effects } = markovRemoval(tableOf(paths, LETTERS), order);
        const more = markovRemoval(tableOf(paths, [...LETTERS, 'nobody']), order).effects;
        expect(more.at(-1)).toBe(0);
        expect(distance(more.subarray(0, -1), effects)).toBeLessThan(1e-12);
      }),
    );
  });

  it('of order 1 do not mind how often a step is repeated', () => {
    const repeated = anyPaths.map((paths) =>
      paths.map((one, at) => ({
        ...one,
        path: one.path
          .split(' > ')
          .flatMap((step, place) => Array.from({ length: 1 + ((at + place) % 3) }, () => step))
          .join(' > '),
      })),
    );
    fc.assert(
      fc.property(repeated, (paths) => {
        const once = paths.map((one) => ({
          ...one,
          path: one.path
            .split(' > ')
            .filter((step, at, steps) => step !== steps[at - 1])
            .join(' > '),
        }));
        const { effects } = markovRemoval(tableOf(paths, LETTERS));
        expect(distance(markovRemoval(tableOf(once, LETTERS)).effects, effects)).toBeLessThan(
          1e-12,
        );
      }),
    );
  });

  it('of order 2 state how exact they are', () => {
    const long = Array.from({ length: 60 }, (_, at) => LETTERS[(at * at) % 5]).join(' > ');
    const { residual } = markovRemoval(tableOf([path(long, 3, 40), path('A > C > B', 1, 9)]), 2);
    expect(residual).toBeLessThan(1e-12);
  });
});
