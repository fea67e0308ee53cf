/** The middle value; between two middle ones their mean. @throws RangeError for no values */
export function median(values: readonly number[]): number {
  const sorted = inOrder(values);
  const middle = (sorted.length - 1) / 2;
  return (at(sorted, Math.floor(middle)) + at(sorted, Math.ceil(middle))) / 2;
}

/**
 * The smallest of the values that at least `percent` of them do not exceed (nearest rank), so always one that
 * was really measured. `percent` from above 0 to 100. @throws RangeError for no values
 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = inOrder(values);
  return at(sorted, Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1));
}

/** Smallest and greatest. @throws RangeError for no values */
export function spread(values: readonly number[]): [number, number] {
  const sorted = inOrder(values);
  return [at(sorted, 0), at(sorted, sorted.length - 1)];
}

function inOrder(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('nothing was measured');
  return [...values].sort((left, right) => left - right);
}

function at(sorted: readonly number[], place: number): number {
  return sorted[place] ?? Number.NaN;
}
