import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { additiveShapley } from '#app/domain/models/additive-shapley.ts';
import { coalitionShapley } from '#app/domain/models/coalition-shapley.ts';
import { markovRemoval } from '#app/domain/models/markov.ts';
import { anyPaths, tableOf } from '#test/domain/models/paths.ts';
import { type Fraction, toNumber } from './fraction.ts';
import { slowRemovalEffects } from './slow-markov.ts';
import { conversionsWorth, rateWorth, slowShapley } from './slow-shapley.ts';

const slowPaths = anyPaths.map((paths) => ({
  table: tableOf(paths),
  slow: paths.map(({ path, ...rest }) => ({ ...rest, steps: path.split(' > ') })),
}));

/** Below zero too: the fraction's own sign is kept. */
function expectNear(
  amounts: Float64Array,
  sources: readonly string[],
  slow: Map<string, Fraction>,
) {
  sources.forEach((source, place) => {
    const exact = slow.get(source);
    expect(amounts[place], source).toBeCloseTo(exact ? toNumber(exact) : NaN, 11);
  });
}

describe('against exact fractions', () => {
  it.each([1, 2] as const)(
    'the removal effects of order %i are those of the definition',
    (order) => {
      fc.assert(
        fc.property(slowPaths, ({ table, slow }) => {
          const { base, effects } = slowRemovalEffects(slow, order);
          const removal = markovRemoval(table, order);
          expect(removal.baseProbability).toBeCloseTo(toNumber(base), 12);
          expectNear(removal.effects, table.sources, effects);
        }),
        { numRuns: order === 1 ? 100 : 40 },
      );
    },
  );

  it('the closed form of the additive game is its Shapley value', () => {
    fc.assert(
      fc.property(slowPaths, ({ table, slow }) => {
        const exact = slowShapley(table.sources, conversionsWorth(slow));
        expectNear(additiveShapley(table).conversions, table.sources, exact);
      }),
      { numRuns: 30 },
    );
  });

  it('the game over rates has its Shapley value', () => {
    fc.assert(
      fc.property(slowPaths, ({ table, slow }) => {
        const exact = slowShapley(table.sources, rateWorth(slow));
        expectNear(coalitionShapley(table).effects, table.sources, exact);
      }),
      { numRuns: 30 },
    );
  });
});
