/**
 * Paths in columns, so that millions of touchpoints are read in one sweep. A path is a sequence of sources
 * (a channel, an influencer: whatever is to be compared) with how often it ended in a conversion, what those
 * conversions were worth, and how often it ended without one. It may stand for one journey or for many.
 */
export type PathTable = {
  /** The names; everywhere else a source is its place in this list. */
  readonly sources: readonly string[];
  /** The sources of all paths, one path after another. */
  readonly steps: Int32Array;
  /** Path p has the steps from `offsets[p]` up to, not including, `offsets[p + 1]`; at least one. */
  readonly offsets: Int32Array;
  /** By path; at least 0, not always whole. */
  readonly conversions: Float64Array;
  /** By path, plain decimals of one unit. Exact money is never shared out from here, but by `allocate`. */
  readonly values: Float64Array;
  /** By path; at least 0. */
  readonly nulls: Float64Array;
  /** By step: days before the newest step of its path. Null where paths carry no times. */
  readonly ages: Float64Array | null;
};

export function pathCount(table: PathTable): number {
  return table.offsets.length - 1;
}

export function total(column: Float64Array): number {
  return column.reduce((running, amount) => running + amount, 0);
}

/** Each entry divided by the sum of all; all zero where the sum is. Entries are at least 0. */
export function sharesOf(amounts: Float64Array): Float64Array {
  const sum = total(amounts);
  return amounts.map((amount) => (sum > 0 ? amount / sum : 0));
}
