/** An exact rational number. `below` is above 0; it is reduced. */
export type Fraction = { readonly above: bigint; readonly below: bigint };

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  return right === 0n ? left : greatestCommonDivisor(right, left % right);
}

export function fraction(above: bigint | number, below: bigint | number = 1n): Fraction {
  const [over, under] = [BigInt(above), BigInt(below)];
  const size = over < 0n ? -over : over;
  const divisor = greatestCommonDivisor(size, under < 0n ? -under : under);
  const sign = under < 0n ? -1n : 1n;
  return { above: (sign * over) / divisor, below: (sign * under) / divisor };
}

export const NOTHING = fraction(0n);

export function plus(left: Fraction, right: Fraction): Fraction {
  return fraction(left.above * right.below + right.above * left.below, left.below * right.below);
}

export function minus(left: Fraction, right: Fraction): Fraction {
  return plus(left, { above: -right.above, below: right.below });
}

export function times(left: Fraction, right: Fraction): Fraction {
  return fraction(left.above * right.above, left.below * right.below);
}

export function over(left: Fraction, right: Fraction): Fraction {
  return fraction(left.above * right.below, left.below * right.above);
}

/** To about 15 digits, for numbers that are not tiny. */
export function toNumber({ above, below }: Fraction): number {
  return Number((above << 100n) / below) / 2 ** 100;
}
