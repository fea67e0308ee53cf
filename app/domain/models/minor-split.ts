/**
 * Splits whole minor units by weights in plain numbers, for loops over millions of orders. The result is that
 * of `allocate`, or nothing: where plain numbers cannot prove it, each function returns false and the caller
 * must use `allocate`. `amount` is whole, at least 0 and safe; parts are written to `parts[0 … length)`.
 */
export type Split = {
  readonly weights: Float64Array;
  readonly parts: Float64Array;
  readonly remainders: Float64Array;
};

/** Above this many touchpoints picking the largest remainders one by one would be slow. */
export const LONGEST_SPLIT = 64;

/** More than any remainder. */
const GIVEN = 2;

export function newSplit(): Split {
  return {
    weights: new Float64Array(LONGEST_SPLIT),
    parts: new Float64Array(LONGEST_SPLIT),
    remainders: new Float64Array(LONGEST_SPLIT),
  };
}

/** Among equals: the rest of a division goes to the earlier ones. Always exact. */
export function splitEqually({ parts }: Split, amount: number, length: number): void {
  const rest = amount % length;
  const part = (amount - rest) / length;
  for (let at = 0; at < length; at += 1) parts[at] = at < rest ? part + 1 : part;
}

/** By whole weights: exact as long as no product leaves the safe numbers. */
export function splitWhole(split: Split, amount: number, length: number): boolean {
  const { weights, parts, remainders } = split;
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += weights[at] as number;
  if (sum === 0) {
    splitEqually(split, amount, length);
    return true;
  }
  if (amount * sum > Number.MAX_SAFE_INTEGER) return false;
  let left = amount;
  for (let at = 0; at < length; at += 1) {
    const product = amount * (weights[at] as number);
    const remainder = product % sum;
    const part = (product - remainder) / sum;
    parts[at] = part;
    remainders[at] = remainder / sum;
    left -= part;
  }
  for (; left > 0; left -= 1) give(split, largest(remainders, length));
  return true;
}

/** One unit more; its remainder goes below all others, where it can still be read. */
function give({ parts, remainders }: Split, at: number): void {
  parts[at] = (parts[at] as number) + 1;
  remainders[at] = (remainders[at] as number) - GIVEN;
}

/** Ties to the earlier one. */
function largest(remainders: Float64Array, length: number): number {
  let most = 0;
  for (let at = 1; at < length; at += 1) {
    if ((remainders[at] as number) > (remainders[most] as number)) most = at;
  }
  return most;
}

/**
 * By weights that are rounded to the precision of a number. A share so near a whole number that it may have
 * been cut on the wrong side gets that number either way: cut below, it has the largest remainder of all. What
 * can go wrong is the choice between remainders closer than the error of such numbers; that is left undecided,
 * but where `kinds` are the same, as then the exact weights are too and the earlier one comes first.
 */
export function splitNear(
  split: Split,
  amount: number,
  length: number,
  kinds: ArrayLike<number>,
  from: number,
): boolean {
  const { weights, parts, remainders } = split;
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += weights[at] as number;
  // A weight and each sum, product and quotient are off by half of 2^−52 of themselves at most.
  const error = (amount + 1) * (length + 4) * Number.EPSILON;
  if (error * length > 0.1) return false;
  let left = amount;
  for (let at = 0; at < length; at += 1) {
    const share = (amount * (weights[at] as number)) / sum;
    const part = Math.floor(share);
    parts[at] = part;
    remainders[at] = share - part;
    left -= part;
  }
  if (left === 0) return true;
  let least = 1;
  for (; left > 0; left -= 1) {
    const next = largest(remainders, length);
    least = remainders[next] as number;
    give(split, next);
  }
  for (let at = 0; at < length; at += 1) {
    const passedOver = remainders[at] as number;
    if (passedOver < 0 || least - passedOver > 2 * error) continue;
    for (let other = 0; other < length; other += 1) {
      const given = (remainders[other] as number) + GIVEN;
      if (given >= GIVEN || given - passedOver > 2 * error) continue;
      if (kinds[from + other] !== kinds[from + at] || other > at) return false;
    }
  }
  return true;
}
