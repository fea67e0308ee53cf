import type { MarkovOrder } from './markov.ts';
import type { PathTable } from './path-table.ts';
import { countSecondOrder } from './second-order-chain.ts';
import { countTransitions, type TransitionCounts } from './transition-counts.ts';

export type Transition = {
  readonly from: string;
  readonly to: string;
  readonly probability: number;
};

const START = '(start)';
const CONVERSION = '(conversion)';
const NULL = '(null)';

function statesOf(
  table: PathTable,
  order: MarkovOrder,
): { names: string[]; counts: TransitionCounts } {
  if (order === 1) return { names: [...table.sources], counts: countTransitions(table) };
  const { states, counts } = countSecondOrder(table);
  const name = (source: number | null) =>
    source === null ? START : (table.sources[source] as string);
  return {
    names: states.map(({ before, source }) => `${name(before)} > ${name(source)}`),
    counts,
  };
}

/**
 * Every transition that was seen, with its probability among all that leave `from`; those of one `from` sum
 * to 1. The ends are called (start), (conversion) and (null); a state of order 2 is "before > now".
 * Sorted by both names.
 */
export function transitionMatrix(table: PathTable, order: MarkovOrder): Transition[] {
  const { names, counts } = statesOf(table, order);
  const found: { from: string; to: string; count: number }[] = [];
  const left = new Map<string, number>();
  const add = (from: string, to: string, count: number) => {
    if (count === 0) return;
    found.push({ from, to, count });
    left.set(from, (left.get(from) ?? 0) + count);
  };
  names.forEach((name, state) => {
    add(START, name, counts.starts[state] ?? 0);
    counts.rows[state]?.columns.forEach((to, at) => {
      add(name, names[to] as string, counts.rows[state]?.counts[at] ?? 0);
    });
    add(name, CONVERSION, counts.conversions[state] ?? 0);
    add(name, NULL, counts.nulls[state] ?? 0);
  });
  return found
    .map(({ from, to, count }) => ({ from, to, probability: count / (left.get(from) ?? count) }))
    .sort((a, b) => compareNames(a.from, b.from) || compareNames(a.to, b.to));
}

/** By code unit, so that the order does not depend on anybody's language. */
export function compareNames(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
