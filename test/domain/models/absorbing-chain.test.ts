import { describe, expect, it } from 'vitest';
import { solveChain } from '#app/domain/models/absorbing-chain.ts';
import { eliminationOrder } from '#app/domain/models/elimination-order.ts';
import { seededRandom } from '#app/domain/models/seeded-random.ts';
import { countTransitions, type TransitionCounts } from '#app/domain/models/transition-counts.ts';
import { distance, tableOf } from './paths.ts';

/** Journeys of a shop with `size` sources, each leading on to few others, loops and repetitions included. */
function chainOf(size: number, followers: number, seed: number): TransitionCounts {
  const random = seededRandom(seed);
  const names = Array.from({ length: size }, (_, at) => `s${at}`);
  const paths = Array.from({ length: size * 8 }, () => {
    let here = Math.floor(random() * size);
    const steps = [names[here]];
    while (steps.length < 20 && random() > 0.3) {
      here = (here + Math.floor(random() * followers) ** 2) % size;
      steps.push(names[here]);
    }
    const conversions = random() < 0.1 ? 1 : 0;
    return { path: steps.join(' > '), conversions, nulls: 1 - conversions };
  });
  return countTransitions(tableOf(paths, names));
}

/** I − Q and the column of conversions, in full; without what leads to `removed`. */
function denseSystem(counts: TransitionCounts, removed: number | null) {
  return counts.rows.map((row, state) => {
    const ends = (counts.conversions[state] ?? 0) + (counts.nulls[state] ?? 0);
    const all = row.counts.reduce((sum, count) => sum + count, ends) || 1;
    const line = new Float64Array(counts.rows.length + 1);
    row.columns.forEach((to, at) => {
      if (to !== removed) line[to] = -(row.counts[at] ?? 0) / all;
    });
    line[state] = (line[state] ?? 0) + 1;
    line[counts.rows.length] = (counts.conversions[state] ?? 0) / all;
    return line;
  });
}

/** Gauss elimination with partial pivoting over the whole matrix. */
function denseConvert(counts: TransitionCounts, removed: number | null): Float64Array {
  const lines: Float64Array[] = denseSystem(counts, removed);
  const size = lines.length;
  const at = (line: number, column: number) => lines[line]?.[column] ?? 0;
  for (let pivot = 0; pivot < size; pivot += 1) {
    let best = pivot;
    for (let line = pivot; line < size; line += 1) {
      if (Math.abs(at(line, pivot)) > Math.abs(at(best, pivot))) best = line;
    }
    [lines[pivot], lines[best]] = [lines[best] as Float64Array, lines[pivot] as Float64Array];
    for (let line = pivot + 1; line < size; line += 1) {
      const factor = at(line, pivot) / at(pivot, pivot);
      if (factor === 0) continue;
      const target = lines[line] as Float64Array;
      for (let column = pivot; column <= size; column += 1) {
        target[column] = at(line, column) - factor * at(pivot, column);
      }
    }
  }
  const convert = new Float64Array(size);
  for (let line = size - 1; line >= 0; line -= 1) {
    let sum = at(line, size);
    for (let column = line + 1; column < size; column += 1) {
      sum -= at(line, column) * (convert[column] ?? 0);
    }
    convert[line] = sum / at(line, line);
  }
  return convert;
}

function fromStart(
  counts: TransitionCounts,
  convert: Float64Array,
  removed: number | null,
): number {
  const walked = counts.starts.reduce((sum, count) => sum + count, 0);
  return counts.starts.reduce(
    (sum, count, state) =>
      state === removed ? sum : sum + (count / walked) * (convert[state] ?? 0),
    0,
  );
}

describe('solveChain', () => {
  it.each([
    [12, 5, 12],
    [60, 4, 60],
    [300, 5, 6],
  ])('of %i states agrees with a dense solver', (size, followers, removals) => {
    const counts = chainOf(size, followers, size);
    const { baseProbability, reach, convert } = solveChain(counts);
    const dense = denseConvert(counts, null);
    expect(distance(convert, dense)).toBeLessThan(1e-12);
    const base = fromStart(counts, dense, null);
    expect(baseProbability).toBeCloseTo(base, 12);
    for (let source = 0; source < removals; source += 1) {
      const without = fromStart(counts, denseConvert(counts, source), source);
      const effect = ((reach[source] ?? NaN) * (convert[source] ?? NaN)) / baseProbability;
      expect(effect).toBeCloseTo(1 - without / base, 12);
    }
  });

  it('agrees with walking step by step until nobody is left', () => {
    const counts = chainOf(40, 5, 7);
    let convert: Float64Array = new Float64Array(40);
    for (let step = 0; step < 2_000; step += 1) {
      convert = Float64Array.from(counts.rows, ({ columns, counts: followed }, state) => {
        const ends = (counts.conversions[state] ?? 0) + (counts.nulls[state] ?? 0);
        const all = followed.reduce((sum, count) => sum + count, ends) || 1;
        const onward = columns.reduce(
          (sum, to, at) => sum + (followed[at] ?? 0) * (convert[to] ?? 0),
          counts.conversions[state] ?? 0,
        );
        return onward / all;
      });
    }
    expect(distance(solveChain(counts).convert, convert)).toBeLessThan(1e-12);
  });

  it('keeps its precision where a walk nearly never ends', () => {
    // A and B lead to each other a billion times for one conversion: c(A) = c(B) = 1/2 exactly.
    const rows = [
      { columns: Int32Array.of(1), counts: Float64Array.of(1e9) },
      { columns: Int32Array.of(0), counts: Float64Array.of(1e9 - 1) },
    ];
    const { baseProbability, reach } = solveChain({
      rows,
      starts: Float64Array.of(2, 0),
      conversions: Float64Array.of(0, 1),
      nulls: Float64Array.of(0, 1),
    });
    expect(baseProbability).toBe(0.5);
    expect(reach[1]).toBeCloseTo(1, 15);
  });
});

describe('eliminationOrder', () => {
  it('takes the leaves of a star before its middle', () => {
    const leaf = { columns: Int32Array.of(0), counts: Float64Array.of(1) };
    const middle = { columns: Int32Array.of(1, 2, 3, 4), counts: Float64Array.of(1, 1, 1, 1) };
    const order = eliminationOrder([middle, leaf, leaf, leaf, leaf]);
    expect(order.slice(0, 3)).toEqual([1, 2, 3]);
    expect([...order].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('names every state once, also above one word of bits', () => {
    const order = eliminationOrder(chainOf(100, 4, 3).rows);
    expect([...order].sort((a, b) => a - b)).toEqual([...Array(100).keys()]);
  });
});
