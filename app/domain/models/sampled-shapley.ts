import { type PathTable, pathCount } from './path-table.ts';
import { seededRandom, shuffle } from './seeded-random.ts';

/** A worker for one table: what each source adds to the conversion rate when they join one after another. */
function joiner(sets: PathTable) {
  const size = sets.sources.length;
  const turnOf = new Int32Array(size);
  const conversions = new Float64Array(size);
  const journeys = new Float64Array(size);
  return (joining: Int32Array, gained: Float64Array) => {
    joining.forEach((source, turn) => {
      turnOf[source] = turn;
    });
    conversions.fill(0);
    journeys.fill(0);
    for (let path = 0; path < pathCount(sets); path += 1) {
      // A path counts from the turn on in which the last of its sources joins.
      let turn = 0;
      const to = sets.offsets[path + 1] as number;
      for (let step = sets.offsets[path] as number; step < to; step += 1) {
        turn = Math.max(turn, turnOf[sets.steps[step] as number] as number);
      }
      const converted = sets.conversions[path] as number;
      conversions[turn] = (conversions[turn] as number) + converted;
      journeys[turn] = (journeys[turn] as number) + converted + (sets.nulls[path] as number);
    }
    let converted = 0;
    let walked = 0;
    let before = 0;
    joining.forEach((source, turn) => {
      converted += conversions[turn] as number;
      walked += journeys[turn] as number;
      const rate = walked > 0 ? converted / walked : 0;
      gained[source] = rate - before;
      before = rate;
    });
  };
}

/**
 * The Shapley value of the conversion-rate game over `pairs` random orders of joining and their reversals
 * (J. Castro, D. Gómez, J. Tejada, Polynomial Calculation of the Shapley Value Based on Sampling, Computers &
 * Operations Research 36, 2009). The two of a pair err in opposite directions; a pair's mean is one
 * observation, and the standard error is that of the mean of them. Every order gives away the whole rate, so
 * the effects sum to it exactly however few are drawn. The work is pairs × 2 × the size of the distinct sets.
 */
export function sampleShapley(
  sets: PathTable,
  pairs: number,
  seed: number,
): { effects: Float64Array; standardErrors: Float64Array } {
  const size = sets.sources.length;
  const random = seededRandom(seed);
  const join = joiner(sets);
  const joining = Int32Array.from({ length: size }, (_, source) => source);
  const forth = new Float64Array(size);
  const back = new Float64Array(size);
  const effects = new Float64Array(size);
  const spread = new Float64Array(size);
  for (let pair = 1; pair <= pairs; pair += 1) {
    shuffle(joining, random);
    join(joining, forth);
    join(joining.reverse(), back);
    for (let source = 0; source < size; source += 1) {
      // Mean and spread in one sweep (Welford), which does not cancel.
      const seen = ((forth[source] as number) + (back[source] as number)) / 2;
      const off = seen - (effects[source] as number);
      const mean = (effects[source] as number) + off / pair;
      effects[source] = mean;
      spread[source] = (spread[source] as number) + off * (seen - mean);
    }
  }
  const standardErrors = spread.map((squares) => Math.sqrt(squares / (pairs - 1) / pairs));
  return { effects, standardErrors };
}
