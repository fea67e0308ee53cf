import { eliminationOrder } from './elimination-order.ts';
import type { SparseRow, TransitionCounts } from './transition-counts.ts';

/** What the chain says of its states, by their number. States that were never walked have 0. */
export type ChainSolution = {
  /** The probability that a walk from the start ends in a conversion. */
  readonly baseProbability: number;
  /** The probability that a walk from the start ever comes to the state. */
  readonly reach: Float64Array;
  /** The probability that a walk from the state ends in a conversion. */
  readonly convert: Float64Array;
};

/** States are numbered by their place in the order of elimination. */
type Factors = {
  readonly order: readonly number[];
  /** What each state was still followed by, among later ones, when it was eliminated. */
  readonly upper: readonly SparseRow[];
  /** By which weight each state followed into earlier ones, when those were eliminated. */
  readonly lower: readonly SparseRow[];
  readonly pivots: Float64Array;
  readonly conversions: Float64Array;
  /** The same row for the start, which nothing leads to. */
  readonly starts: Float64Array;
  readonly startConversions: number;
  readonly startPivot: number;
};

type Eliminated = { lower: [number, number][]; conversions: number; nulls: number };

function sparse(entries: readonly (readonly [number, number])[]): SparseRow {
  return {
    columns: Int32Array.from(entries, ([column]) => column),
    counts: Float64Array.from(entries, ([, count]) => count),
  };
}

/**
 * Eliminates the states one after another: whoever led to an eliminated state leads to its followers instead,
 * in their proportion. This is the LU factorisation of the M-matrix D − A (A the counts between different
 * states, D all that leaves a state), with each pivot as the sum of what leaves instead of a difference
 * (W. Grassmann, M. Taksar, D. Heyman, Regenerative Analysis and Steady State Distributions for Markov Chains,
 * Operations Research 33, 1985). Only positive numbers are added, multiplied and divided, so nothing cancels,
 * every entry keeps nearly full relative precision, and no pivoting is needed. A step from a state to itself
 * never enters, as it changes neither where a walk goes next nor whether it converts.
 */
function eliminate(counts: TransitionCounts): Factors {
  const order = eliminationOrder(counts.rows);
  const size = order.length;
  const placeOf = new Int32Array(size);
  order.forEach((state, place) => {
    placeOf[state] = place;
  });
  const upper: SparseRow[] = [];
  const lower: SparseRow[] = [];
  const pivots = new Float64Array(size);
  const conversions = new Float64Array(size);
  const nulls = new Float64Array(size);
  const row = new Float64Array(size);

  /** Passes on what `row` leads to before `place`; leaves in it what it leads to after. */
  const passOn = (place: number, ends: { conversions: number; nulls: number }): Eliminated => {
    const passed: Eliminated = { lower: [], ...ends };
    for (let early = 0; early < place; early += 1) {
      const weight = row[early] as number;
      if (weight === 0) continue;
      row[early] = 0;
      passed.lower.push([early, weight]);
      const share = weight / (pivots[early] as number);
      const { columns, counts: followed } = upper[early] as SparseRow;
      for (let at = 0; at < columns.length; at += 1) {
        const column = columns[at] as number;
        if (column !== place)
          row[column] = (row[column] as number) + share * (followed[at] as number);
      }
      passed.conversions += share * (conversions[early] as number);
      passed.nulls += share * (nulls[early] as number);
    }
    return passed;
  };

  order.forEach((state, place) => {
    const { columns, counts: followed } = counts.rows[state] as SparseRow;
    columns.forEach((column, at) => {
      if (column !== state) row[placeOf[column] as number] = followed[at] as number;
    });
    const passed = passOn(place, {
      conversions: counts.conversions[state] as number,
      nulls: counts.nulls[state] as number,
    });
    const after: [number, number][] = [];
    let pivot = passed.conversions + passed.nulls;
    for (let late = place + 1; late < size; late += 1) {
      const weight = row[late] as number;
      if (weight === 0) continue;
      after.push([late, weight]);
      pivot += weight;
      row[late] = 0;
    }
    upper.push(sparse(after));
    lower.push(sparse(passed.lower));
    // A state that nobody ever left was never walked either; any pivot will do.
    pivots[place] = pivot > 0 ? pivot : 1;
    conversions[place] = passed.conversions;
    nulls[place] = passed.nulls;
  });

  counts.starts.forEach((walked, state) => {
    row[placeOf[state] as number] = walked;
  });
  const start = passOn(size, { conversions: 0, nulls: 0 });
  const starts = new Float64Array(size);
  for (const [place, weight] of start.lower) starts[place] = weight;
  return {
    order,
    upper,
    lower,
    pivots,
    conversions,
    starts,
    startConversions: start.conversions,
    startPivot: start.conversions + start.nulls,
  };
}

function dot({ columns, counts }: SparseRow, vector: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < columns.length; at += 1) {
    sum += (counts[at] as number) * (vector[columns[at] as number] as number);
  }
  return sum;
}

/** The probability of a conversion from each state, latest eliminated first. */
function convertFrom({ upper, pivots, conversions }: Factors): Float64Array {
  const convert = new Float64Array(pivots.length);
  for (let place = pivots.length - 1; place >= 0; place -= 1) {
    const onward = (conversions[place] as number) + dot(upper[place] as SparseRow, convert);
    convert[place] = onward / (pivots[place] as number);
  }
  return convert;
}

/** x with xᵀ(D − A) = starts: how often walks visit each state, per count of what leaves it. */
function visitsFromStart({ lower, pivots, starts }: Factors): Float64Array {
  const visits = starts.slice();
  for (let place = pivots.length - 1; place >= 0; place -= 1) {
    const visit = (visits[place] as number) / (pivots[place] as number);
    visits[place] = visit;
    const { columns, counts } = lower[place] as SparseRow;
    for (let at = 0; at < columns.length; at += 1) {
      const early = columns[at] as number;
      visits[early] = (visits[early] as number) + visit * (counts[at] as number);
    }
  }
  return visits;
}

/** The diagonal of (D − A)⁻¹: each entry by one solve that begins and ends at its own place. */
function returnsToSelf({ upper, lower, pivots }: Factors): Float64Array {
  const size = pivots.length;
  const diagonal = new Float64Array(size);
  const scaled = new Float64Array(size);
  const solution = new Float64Array(size);
  for (let place = 0; place < size; place += 1) {
    // Earlier places stay at 0 in both, so whole rows can be used.
    scaled.fill(0, 0, place);
    scaled[place] = 1 / (pivots[place] as number);
    for (let late = place + 1; late < size; late += 1) {
      scaled[late] = dot(lower[late] as SparseRow, scaled) / (pivots[late] as number);
    }
    for (let late = size - 1; late >= place; late -= 1) {
      const onward = dot(upper[late] as SparseRow, solution) / (pivots[late] as number);
      solution[late] = (scaled[late] as number) + onward;
    }
    diagonal[place] = solution[place] as number;
  }
  return diagonal;
}

/**
 * Solves the absorbing chain that `counts` describes: start → states → conversion or null, each transition as
 * probable as it was frequent. With N = (I − Q)⁻¹ a state is reached with probability N[start, k] / N[k, k];
 * all of it comes from one factorisation, without simulation.
 */
export function solveChain(counts: TransitionCounts): ChainSolution {
  const factors = eliminate(counts);
  const convert = convertFrom(factors);
  const visits = visitsFromStart(factors);
  const diagonal = returnsToSelf(factors);
  const walked = counts.starts.reduce((sum, count) => sum + count, 0);
  const solution: ChainSolution = {
    baseProbability: factors.startPivot > 0 ? factors.startConversions / factors.startPivot : 0,
    reach: new Float64Array(factors.order.length),
    convert: new Float64Array(factors.order.length),
  };
  factors.order.forEach((state, place) => {
    const returns = walked * (diagonal[place] as number);
    solution.reach[state] = returns > 0 ? Math.min(1, (visits[place] as number) / returns) : 0;
    solution.convert[state] = Math.min(1, convert[place] as number);
  });
  return solution;
}
