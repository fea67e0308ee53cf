import { type DataDrivenFit, fitDataDriven } from '#app/domain/models/data-driven.ts';
import type { PathTable } from '#app/domain/models/path-table.ts';
import { msOf } from './stopwatch.ts';
import { makeWorkload } from './workload.ts';
import { allPaths } from './workload-paths.ts';

const RUNS = 5;

/** By round, how many times as long as a bare scan the fit takes, and both in milliseconds. */
export type MarkovRounds = { ratios: number[]; fitMs: number[]; scanMs: number[] };

/**
 * The Markov fit of order 1 over all journeys of W(`orders`), without an interval, against one bare scan over the same
 * touches: each is read once, and counted by its source. @throws Error where the fit makes no sense
 */
export function markovRounds(orders: number, influencers: number, rounds: number): MarkovRounds {
  const table = allPaths(makeWorkload({ orders, influencers, seed: 1 }));
  const learn = () => fitDataDriven('markov', table, { minimum: { conversions: 1, journeys: 1 } });
  const scan = () => countTouches(table);
  refuseNonsense(learn(), scan(), table);
  const found: MarkovRounds = { ratios: [], fitMs: [], scanMs: [] };
  for (let warm = 0; warm < 5; warm += 1) msOf(() => [learn(), scan()], 1);
  for (let round = 0; round < rounds; round += 1) {
    const scanMs = msOf(scan, RUNS);
    const fitMs = msOf(learn, RUNS);
    found.ratios.push(fitMs / scanMs);
    found.fitMs.push(fitMs);
    found.scanMs.push(scanMs);
  }
  return found;
}

function countTouches({ steps, sources }: PathTable): Float64Array {
  const counts = new Float64Array(sources.length);
  for (let step = 0; step < steps.length; step += 1) {
    const source = steps[step] as number;
    counts[source] = (counts[source] as number) + 1;
  }
  return counts;
}

function refuseNonsense(fit: DataDrivenFit, counts: Float64Array, table: PathTable): void {
  const shares = fit.shares.reduce((sum, share) => sum + share, 0);
  const touches = counts.reduce((sum, count) => sum + count, 0);
  const isSound = fit.basis === 'markov' && Math.abs(shares - 1) < 1e-9;
  if (!isSound || touches !== table.steps.length) {
    throw new Error(`a fit of basis ${fit.basis} with shares of ${shares} in all`);
  }
}
