import { type PathTable, pathCount, total } from './path-table.ts';
import { PairCounter, type SparseRow, type TransitionCounts } from './transition-counts.ts';

/** A state of order 2: where a walk is, and where it was before (null at its first step), as source numbers. */
export type PairState = { readonly before: number | null; readonly source: number };

export type SecondOrderCounts = {
  readonly states: readonly PairState[];
  readonly counts: TransitionCounts;
};

/** Numbers the pairs of sources in the order in which the paths show them. */
function numberStates(table: PathTable) {
  const states: PairState[] = [];
  const places = new Map<number, number>();
  const size = table.sources.length;
  const stateOf = (before: number | null, source: number): number => {
    const key = (before === null ? size : before) * size + source;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, states.length);
    return states.push({ before, source }) - 1;
  };
  const ofStep = new Int32Array(table.steps.length);
  for (let path = 0; path < pathCount(table); path += 1) {
    let before: number | null = null;
    const to = table.offsets[path + 1] as number;
    for (let step = table.offsets[path] as number; step < to; step += 1) {
      const source = table.steps[step] as number;
      ofStep[step] = stateOf(before, source);
      before = source;
    }
  }
  return { states, ofStep };
}

/** The transitions of the second-order chain, counted as in the first. */
export function countSecondOrder(table: PathTable): SecondOrderCounts {
  const { states, ofStep } = numberStates(table);
  const pairs = new PairCounter(states.length, states.length);
  const starts = new Float64Array(states.length);
  const conversions = new Float64Array(states.length);
  const nulls = new Float64Array(states.length);
  const add = (column: Float64Array, state: number, count: number) => {
    column[state] = (column[state] as number) + count;
  };
  for (let path = 0; path < pathCount(table); path += 1) {
    const walked = (table.conversions[path] as number) + (table.nulls[path] as number);
    if (walked === 0) continue;
    const from = table.offsets[path] as number;
    const last = (table.offsets[path + 1] as number) - 1;
    add(starts, ofStep[from] as number, walked);
    for (let step = from; step < last; step += 1) {
      pairs.add(ofStep[step] as number, ofStep[step + 1] as number, walked);
    }
    add(conversions, ofStep[last] as number, table.conversions[path] as number);
    add(nulls, ofStep[last] as number, table.nulls[path] as number);
  }
  return { states, counts: { rows: pairs.rows(), starts, conversions, nulls } };
}

/** An effect is iterated until it is this near to the exact one. */
const CLOSE_ENOUGH = 1e-13;

/** Enough for journeys of thousands of steps; what is left then is stated as the residual. */
const MAX_SWEEPS = 20_000;

type Equations = {
  readonly rows: readonly SparseRow[];
  readonly leaving: Float64Array;
  readonly repeating: Float64Array;
  readonly conversions: Float64Array;
};

function equationsOf({ rows, conversions, nulls }: TransitionCounts): Equations {
  const repeating = Float64Array.from(rows, ({ columns, counts }, state) =>
    columns.reduce((sum, to, at) => (to === state ? sum + (counts[at] as number) : sum), 0),
  );
  const leaving = Float64Array.from(
    rows,
    ({ counts }, state) =>
      total(counts) + (conversions[state] as number) + (nulls[state] as number),
  );
  return { rows, leaving, repeating, conversions };
}

/** What the equation of `state` says its probability is, the others as they stand. */
function updated(equations: Equations, state: number, convert: Float64Array): number {
  const { columns, counts } = equations.rows[state] as SparseRow;
  let onward = equations.conversions[state] as number;
  for (let at = 0; at < columns.length; at += 1) {
    const to = columns[at] as number;
    if (to !== state) onward += (counts[at] as number) * (convert[to] as number);
  }
  const away = (equations.leaving[state] as number) - (equations.repeating[state] as number);
  return away > 0 ? onward / away : 0;
}

/**
 * Solves the equations for each state that is not `gone`, in place, by Gauss–Seidel sweeps in both directions;
 * those that are gone stay as they are. Returns the largest change of the last sweep.
 */
function iterate(
  equations: Equations,
  gone: Uint8Array,
  convert: Float64Array,
  enough: number,
): number {
  const size = convert.length;
  let change = 0;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep += 1) {
    change = 0;
    for (let at = 0; at < size; at += 1) {
      const state = sweep % 2 === 0 ? size - 1 - at : at;
      if (gone[state] === 1) continue;
      const next = updated(equations, state, convert);
      change = Math.max(change, Math.abs(next - (convert[state] as number)));
      convert[state] = next;
    }
    if (change <= enough) break;
  }
  return change;
}

/** Steps of the mean journey: how often an error in one state can come to bear on the start. */
function meanLength(table: PathTable, walked: number): number {
  let steps = 0;
  for (let path = 0; path < pathCount(table); path += 1) {
    const length = (table.offsets[path + 1] as number) - (table.offsets[path] as number);
    steps += length * ((table.conversions[path] as number) + (table.nulls[path] as number));
  }
  return steps / walked;
}

/**
 * Removal effects of the second-order chain, by source. Each source needs a solution of its own, as it takes
 * several states with it. Only positive numbers are added, so nothing cancels. After a sweep that changed no
 * state by more than δ the result at the start is off by at most δ · mean steps of a journey, because that is
 * how often walks visit states at all; `residual` is the largest such bound on an effect, over both solutions
 * that it rests on. The work grows with the number of different triples times the number of sources: made for
 * dozens of sources.
 */
export function secondOrderRemoval(table: PathTable): {
  baseProbability: number;
  effects: Float64Array;
  residual: number;
} {
  const effects = new Float64Array(table.sources.length);
  const conversions = total(table.conversions);
  const walked = conversions + total(table.nulls);
  if (conversions === 0) return { baseProbability: 0, effects, residual: 0 };

  const { states, counts } = countSecondOrder(table);
  const equations = equationsOf(counts);
  const onlyPassing = { ...equations, conversions: new Float64Array(states.length) };
  const baseProbability = conversions / walked;
  const steps = meanLength(table, walked);
  // Below the spacing of the numbers near 1 no sweep can settle.
  const enough = Math.max((CLOSE_ENOUGH * baseProbability) / steps, Number.EPSILON / 4);
  const everybody = new Float64Array(states.length);
  const first = iterate(equations, new Uint8Array(states.length), everybody, enough);
  let worst = 0;

  for (let source = 0; source < effects.length; source += 1) {
    const gone = Uint8Array.from(states, (state) => (state.source === source ? 1 : 0));
    // What is lost in a removed state is all it would have brought; in the others what they pass on to it.
    const lost = everybody.map((probability, state) => (gone[state] === 1 ? probability : 0));
    worst = Math.max(worst, iterate(onlyPassing, gone, lost, enough));
    const lostAtStart = counts.starts.reduce(
      (sum, count, state) => sum + (count / walked) * (lost[state] as number),
      0,
    );
    effects[source] = Math.min(1, lostAtStart / baseProbability);
  }
  return { baseProbability, effects, residual: ((first + worst) * steps) / baseProbability };
}
