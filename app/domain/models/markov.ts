import { solveChain } from './absorbing-chain.ts';
import { type PathTable, sharesOf } from './path-table.ts';
import { secondOrderRemoval } from './second-order-chain.ts';
import { countTransitions } from './transition-counts.ts';

export type MarkovOrder = 1 | 2;

export type MarkovRemoval = {
  /** The share of all journeys that convert, which is also the chain's probability of a conversion. */
  readonly baseProbability: number;
  /** By source, 0 to 1: the share of the conversions that would be lost without it. */
  readonly effects: Float64Array;
  /** By source: its effect divided by the sum of all; all 0 where nothing converted. */
  readonly shares: Float64Array;
  /** How far from the exact solution an effect may be. 0 for order 1, which is solved directly. */
  readonly residual: number;
};

/**
 * The removal effect of each source in the Markov chain of the paths (E. Anderl, I. Becker, F. von Wangenheim,
 * J. H. Schumann, Mapping the Customer Journey: Lessons Learned from Graph-Based Online Attribution Modeling,
 * International Journal of Research in Marketing 33, 2016): without source k, whoever would come to k is lost.
 *
 * effect(k) = 1 − P(conversion without k) / P(conversion) = P(reach k) · P(conversion from k) / P(conversion)
 *
 * Order 1: a state is a source. Repeated steps stay as they are, because a step from a source to itself changes
 * no effect. Order 2: a state is a source and the one before it, so repetitions do count; removing a source
 * removes every state that holds it. In either order the probabilities come from counts, weighted with how
 * often a path was walked.
 *
 * Edges: without null paths every walk converts (base probability 1), and an effect is the probability that a
 * journey touches the source at all. A source on no converting walk has effect 0. A single source has effect 1.
 * Without any conversion every effect is 0.
 */
export function markovRemoval(table: PathTable, order: MarkovOrder = 1): MarkovRemoval {
  const { baseProbability, effects, residual } =
    order === 1 ? firstOrderRemoval(table) : secondOrderRemoval(table);
  return { baseProbability, effects, shares: sharesOf(effects), residual };
}

function firstOrderRemoval(table: PathTable): Omit<MarkovRemoval, 'shares'> {
  const { baseProbability, reach, convert } = solveChain(countTransitions(table));
  const effects = reach.map((probability, source) =>
    baseProbability > 0
      ? Math.min(1, (probability * (convert[source] as number)) / baseProbability)
      : 0,
  );
  return { baseProbability, effects, residual: 0 };
}
