import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { additiveShapley } from '#app/domain/models/additive-shapley.ts';
import { heuristicTotals } from '#app/domain/models/heuristic-totals.ts';
import { heuristicWeights } from '#app/domain/models/heuristic-weights.ts';
import { HEURISTIC_MODELS } from '#app/domain/models/model-settings.ts';
import { type PathTable, total } from '#app/domain/models/path-table.ts';
import { PathTableBuilder } from '#app/domain/models/path-table-builder.ts';
import { anyPaths, byName, distance, LETTERS, tableOf } from './paths.ts';

const DAY_MS = 86_400_000;
const isDirect = (source: string) => source === 'direct';

const UNDATED = HEURISTIC_MODELS.filter((model) => model !== 'time_decay');

/** Every model that needs no times, by name of source. */
function allTotals(table: PathTable): Record<string, Record<string, number>> {
  const totals = UNDATED.flatMap((model) => {
    const found = heuristicTotals(model, table, (source) => source === 'A');
    return found ? [[model, byName(table, found.conversions)]] : [];
  });
  return Object.fromEntries([
    ...totals,
    ['shapley', byName(table, additiveShapley(table).conversions)],
  ]);
}

function expectSame(
  left: Record<string, Record<string, number>>,
  right: Record<string, Record<string, number>>,
  factor = 1,
) {
  for (const [model, credits] of Object.entries(left)) {
    for (const [source, credit] of Object.entries(credits)) {
      expect(right[model]?.[source] ?? 0, `${model} ${source}`).toBeCloseTo(credit * factor, 9);
    }
  }
}

describe('heuristicTotals', () => {
  it('is the sum of the weights of each journey', () => {
    const anyTouch = fc.tuple(fc.constantFrom('direct', 'B', 'C'), fc.nat({ max: 60 * DAY_MS }));
    const journeys = fc.array(fc.array(anyTouch, { minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(journeys, (written) => {
        const builder = new PathTableBuilder({ merge: false });
        for (const name of ['direct', 'B', 'C']) builder.source(name);
        const walks = written.map((walk) => walk.sort(([, one], [, other]) => other - one));
        for (const walk of walks) {
          const newest = walk.at(-1)?.[1] ?? 0;
          builder.add(
            walk.map(([name]) => builder.source(name)),
            { conversions: 1, value: 50, nulls: 0 },
            walk.map(([, age]) => (age - newest) / DAY_MS),
          );
        }
        const table = builder.build();
        for (const model of HEURISTIC_MODELS) {
          const expected = new Float64Array(3);
          for (const walk of walks) {
            const weights = heuristicWeights(
              model,
              walk.map(([channel, age]) => ({ channel, occurredAt: new Date(1e12 - age) })),
            ).map(Number);
            const sum = weights.reduce((all, weight) => all + weight, 0);
            walk.forEach(([name], place) => {
              const source = builder.source(name);
              expected[source] = (expected[source] ?? 0) + (weights[place] ?? 0) / sum;
            });
          }
          const totals = heuristicTotals(model, table, isDirect);
          expect(distance(totals?.conversions ?? [], expected), model).toBeLessThan(1e-9);
          const values = expected.map((share) => share * 50);
          expect(distance(totals?.values ?? [], values), model).toBeLessThan(1e-7);
        }
      }),
    );
  });

  it('takes the last of several direct sources where nothing else is there', () => {
    const table = tableOf([{ path: 'direct > app > web', conversions: 3, nulls: 0 }]);
    const totals = heuristicTotals('last_non_direct', table, () => true);
    expect(byName(table, totals?.conversions ?? new Float64Array())).toEqual({
      direct: 0,
      app: 0,
      web: 3,
    });
  });

  it('says nothing of time decay where there are no times', () => {
    const table = tableOf([{ path: 'A > B', conversions: 1, nulls: 0 }]);
    expect(table.ages).toBeNull();
    expect(heuristicTotals('time_decay', table, isDirect)).toBeNull();
  });
});

describe('every model over paths', () => {
  it('gives away all conversions and all value', () => {
    fc.assert(
      fc.property(anyPaths, (paths) => {
        const table = tableOf(paths);
        for (const model of UNDATED) {
          const totals = heuristicTotals(model, table, isDirect);
          expect(total(totals?.conversions ?? new Float64Array())).toBeCloseTo(
            total(table.conversions),
            9,
          );
          expect(total(totals?.values ?? new Float64Array())).toBeCloseTo(total(table.values), 7);
        }
      }),
    );
  });

  it('does not mind the order of the paths, nor whether equal ones are added up', () => {
    const shuffled = anyPaths.chain((paths) =>
      fc.tuple(fc.constant(paths), fc.shuffledSubarray(paths, { minLength: paths.length })),
    );
    fc.assert(
      fc.property(shuffled, ([paths, others]) => {
        const totals = allTotals(tableOf(paths, LETTERS));
        expectSame(totals, allTotals(tableOf(others, LETTERS)));
        expectSame(totals, allTotals(tableOf(paths, LETTERS, { merge: false })));
      }),
    );
  });

  it('gives twice as much for twice the paths', () => {
    fc.assert(
      fc.property(anyPaths, (paths) => {
        const once = allTotals(tableOf(paths, LETTERS));
        expectSame(once, allTotals(tableOf([...paths, ...paths], LETTERS)), 2);
      }),
    );
  });

  it('sees one path of five conversions as five paths of one', () => {
    fc.assert(
      fc.property(anyPaths, (paths) => {
        const single = paths.flatMap(({ path, conversions }) =>
          Array.from({ length: conversions }, () => ({ path, conversions: 1, nulls: 0 })),
        );
        const whole = allTotals(tableOf(paths, LETTERS));
        expectSame(whole, allTotals(tableOf(single, LETTERS, { merge: false })));
      }),
    );
  });

  it('looks away from journeys that did not convert', () => {
    fc.assert(
      fc.property(anyPaths, (paths) => {
        const without = paths.map((path) => ({ ...path, nulls: 0 }));
        expectSame(allTotals(tableOf(paths, LETTERS)), allTotals(tableOf(without, LETTERS)));
      }),
    );
  });
});
