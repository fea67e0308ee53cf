import { AppError } from '../app-error.ts';
import { type PathTable, pathCount, sharesOf } from './path-table.ts';
import { sampleShapley } from './sampled-shapley.ts';
import { sourceSets } from './source-sets.ts';

export type CoalitionShapley = {
  /** v(all sources): the conversion rate of all journeys. */
  readonly baseRate: number;
  /** By source, a difference of rates; they sum to `baseRate`. Negative where a source lowers the rate. */
  readonly effects: Float64Array;
  /** By source: what is not negative of it, divided by the sum of that. */
  readonly shares: Float64Array;
  /** By source: the standard error of a sampled effect; null where it is exact. */
  readonly standardErrors: Float64Array | null;
};

/** Up to so many sources every coalition is looked at: 2^18 of them, about 6 MB and some hundredths of a second. */
export const EXACT_SOURCES = 18;

export type SampleOptions = { readonly permutations: number; readonly seed: number };

const DEFAULT_SAMPLE: SampleOptions = { permutations: 2_000, seed: 1 };

/**
 * The Shapley value of the game in which a coalition of sources is worth the conversion rate of the journeys
 * that met nobody else: v(S) = conversions / journeys over the paths whose distinct sources lie in S, and 0
 * where no such path was seen (so for the empty coalition). Rates as the worth of a coalition follow
 * B. Dalessandro, C. Perlich, O. Stitelman and F. Provost, Causally Motivated Attribution for Online
 * Advertising, ADKDD 2012; the value itself is L. Shapley's, 1953:
 *
 * φ(k) = Σ over S without k of |S|! (n − |S| − 1)! / n! · (v(S ∪ k) − v(S))
 *
 * Unlike the additive game it learns from journeys that did not convert. Exact up to EXACT_SOURCES sources;
 * above that over seeded permutations, drawn in opposite pairs, with the standard error of each effect.
 * @throws AppError invalid_input for fewer than four permutations
 */
export function coalitionShapley(
  table: PathTable,
  sample: SampleOptions = DEFAULT_SAMPLE,
): CoalitionShapley {
  if (sample.permutations < 4) {
    throw new AppError('invalid_input', 'A sampled Shapley value needs at least 4 permutations.');
  }
  const sets = sourceSets(table);
  const size = sets.sources.length;
  const { effects, standardErrors } =
    size <= EXACT_SOURCES
      ? { effects: exactEffects(sets), standardErrors: null }
      : sampleShapley(sets, Math.ceil(sample.permutations / 2), sample.seed);
  return {
    baseRate: effects.reduce((sum, effect) => sum + effect, 0),
    effects,
    shares: sharesOf(effects.map((effect) => Math.max(0, effect))),
    standardErrors,
  };
}

/** In place, for every set the sum over its subsets (the zeta transform): n · 2^n additions. */
function sumOverSubsets(amounts: Float64Array, size: number): void {
  for (let source = 0; source < size; source += 1) {
    const bit = 1 << source;
    for (let coalition = 0; coalition < amounts.length; coalition += 1) {
      if ((coalition & bit) === 0) continue;
      amounts[coalition] = (amounts[coalition] as number) + (amounts[coalition ^ bit] as number);
    }
  }
}

/** By the bits of the coalition: the conversion rate of the journeys inside it. */
function coalitionRates(sets: PathTable, size: number): Float64Array {
  const conversions = new Float64Array(2 ** size);
  const journeys = new Float64Array(2 ** size);
  for (let path = 0; path < pathCount(sets); path += 1) {
    const coalition = sets.steps
      .subarray(sets.offsets[path], sets.offsets[path + 1])
      .reduce((bits, source) => bits | (1 << source), 0);
    const converted = sets.conversions[path] as number;
    conversions[coalition] = (conversions[coalition] as number) + converted;
    journeys[coalition] =
      (journeys[coalition] as number) + converted + (sets.nulls[path] as number);
  }
  sumOverSubsets(conversions, size);
  sumOverSubsets(journeys, size);
  return conversions.map((count, coalition) => {
    const all = journeys[coalition] as number;
    return all > 0 ? count / all : 0;
  });
}

/** By |S|: |S|! (n − |S| − 1)! / n! = 1 / (n · C(n − 1, |S|)). */
function joiningWeights(size: number): Float64Array {
  const weights = new Float64Array(size);
  let choose = 1;
  for (let joined = 0; joined < size; joined += 1) {
    weights[joined] = 1 / (size * choose);
    choose = (choose * (size - 1 - joined)) / (joined + 1);
  }
  return weights;
}

function exactEffects(sets: PathTable): Float64Array {
  const size = sets.sources.length;
  const rates = coalitionRates(sets, size);
  const weights = joiningWeights(size);
  const members = new Uint8Array(rates.length);
  for (let coalition = 1; coalition < rates.length; coalition += 1) {
    members[coalition] = (members[coalition >>> 1] as number) + (coalition & 1);
  }
  return Float64Array.from({ length: size }, (_, source) => {
    const bit = 1 << source;
    let effect = 0;
    for (let coalition = 0; coalition < rates.length; coalition += 1) {
      if ((coalition & bit) !== 0) continue;
      const gained = (rates[coalition | bit] as number) - (rates[coalition] as number);
      effect += (weights[members[coalition] as number] as number) * gained;
    }
    return effect;
  });
}
