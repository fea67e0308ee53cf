import { type Fraction, fraction, minus, NOTHING, over, plus, times } from './fraction.ts';

export type SlowPath = {
  readonly steps: readonly string[];
  readonly conversions: number;
  readonly nulls: number;
};

/** What is between two steps of a state's name; no source holds it. */
const JOIN = '\u0000';

/** A walk as states of the chain: at order 2 each step carries the one before it. */
function statesOf(steps: readonly string[], order: 1 | 2): string[] {
  return order === 1 ? [...steps] : steps.map((step, i) => `${steps[i - 1] ?? ''}${JOIN}${step}`);
}

const sourceOf = (state: string): string => state.split(JOIN).at(-1) ?? state;

type Chain = ReadonlyMap<string, ReadonlyMap<string, bigint>>;

const [START, CONVERSION, NULL] = ['\u0001start', '\u0001conversion', '\u0001null'];

function chainOf(paths: readonly SlowPath[], order: 1 | 2): Chain {
  const chain = new Map<string, Map<string, bigint>>();
  const add = (from: string, to: string, count: number) => {
    if (count === 0) return;
    const row = chain.get(from) ?? new Map<string, bigint>();
    row.set(to, (row.get(to) ?? 0n) + BigInt(count));
    chain.set(from, row);
  };
  for (const { steps, conversions, nulls } of paths) {
    const states = statesOf(steps, order);
    states.forEach((state, i) => {
      add(states[i - 1] ?? START, state, conversions + nulls);
    });
    add(states.at(-1) ?? START, CONVERSION, conversions);
    add(states.at(-1) ?? START, NULL, nulls);
  }
  return chain;
}

/** P(conversion) from the start, all that leads to `removed` leading to null; by Gauss–Jordan over fractions. */
function conversionProbability(chain: Chain, removed: string | null): Fraction {
  const states = [...chain.keys()].filter(
    (state) => removed === null || sourceOf(state) !== removed,
  );
  const rows = states.map((state) => {
    const leaving = [...(chain.get(state) ?? [])];
    const all = leaving.reduce((sum, [, count]) => sum + count, 0n);
    const to = (target: string) => fraction(chain.get(state)?.get(target) ?? 0n, all);
    return [
      ...states.map((target) => minus(fraction(target === state ? 1n : 0n), to(target))),
      to(CONVERSION),
    ];
  });
  rows.forEach((pivotRow, i) => {
    const pivot = pivotRow[i] ?? NOTHING;
    const scaled = pivotRow.map((entry) => over(entry, pivot));
    rows[i] = scaled;
    rows.forEach((row, j) => {
      const factor = row[i] ?? NOTHING;
      if (j === i || factor.above === 0n) return;
      rows[j] = row.map((entry, k) => minus(entry, times(factor, scaled[k] ?? NOTHING)));
    });
  });
  const start = states.indexOf(START);
  return start === -1 ? NOTHING : (rows[start]?.at(-1) ?? NOTHING);
}

/** The removal effect of each source by its definition: solve the chain again without it. Exact. */
export function slowRemovalEffects(
  paths: readonly SlowPath[],
  order: 1 | 2,
): { base: Fraction; effects: Map<string, Fraction> } {
  const chain = chainOf(paths, order);
  const base = conversionProbability(chain, null);
  const sources = new Set(paths.flatMap(({ steps }) => steps));
  const effects = new Map<string, Fraction>();
  for (const source of sources) {
    const without = conversionProbability(chain, source);
    const lost = plus(base, { above: -without.above, below: without.below });
    effects.set(source, base.above === 0n ? NOTHING : over(lost, base));
  }
  return { base, effects };
}
