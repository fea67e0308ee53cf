import { type PathTable, pathCount } from './path-table.ts';
import { mergePaths } from './path-table-builder.ts';
import { poisson, type Random, seededRandom } from './seeded-random.ts';

export type BootstrapOptions = { readonly replicates: number; readonly seed: number };

/** By source: the middle 95 % of what came out. */
export type Interval = {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly replicates: number;
};

const TAIL = 0.025;

/** Every journey drawn a Poisson(1) number of times; equal ones at once. A path's value follows its conversions. */
function resample(table: PathTable, random: Random): PathTable {
  const conversions = new Float64Array(table.conversions.length);
  const values = new Float64Array(table.values.length);
  const nulls = new Float64Array(table.nulls.length);
  for (let path = 0; path < pathCount(table); path += 1) {
    const converted = table.conversions[path] as number;
    conversions[path] = poisson(converted, random);
    values[path] =
      converted > 0
        ? ((table.values[path] as number) * (conversions[path] as number)) / converted
        : (table.values[path] as number);
    nulls[path] = poisson(table.nulls[path] as number, random);
  }
  return { ...table, conversions, values, nulls };
}

/** The amount below which the share `at` of the ascending `sorted` lies, between neighbours by their distance. */
function quantile(sorted: Float64Array, at: number): number {
  const place = at * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * The percentile interval (95 %) of what `estimate` says of each source, over `replicates` resamplings of the
 * journeys (B. Efron, Bootstrap Methods, Annals of Statistics 7, 1979; Poisson counts in place of multinomial
 * ones after J. Hanley and B. MacGibbon, 2006: the same for all but the smallest samples, and each path can
 * be drawn by itself). Equal paths are added up first, so the work is replicates × distinct paths.
 * The same seed gives the same interval.
 */
export function bootstrap(
  table: PathTable,
  estimate: (resampled: PathTable) => Float64Array,
  { replicates, seed }: BootstrapOptions,
): Interval {
  const merged = mergePaths(table);
  const random = seededRandom(seed);
  const drawn = Array.from({ length: replicates }, () => estimate(resample(merged, random)));
  const quantiles = (at: number) =>
    Float64Array.from(table.sources, (_, source) =>
      quantile(Float64Array.from(drawn, (shares) => shares[source] ?? 0).sort(), at),
    );
  return { low: quantiles(TAIL), high: quantiles(1 - TAIL), replicates };
}
