import type { SparseRow } from './transition-counts.ts';

const BITS = 32;

function bitsIn(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Neighbours in either direction, one bit each. */
function neighbourhoods(rows: readonly SparseRow[]): Uint32Array[] {
  const words = Math.ceil(rows.length / BITS);
  const near = rows.map(() => new Uint32Array(words));
  const join = (one: number, other: number) => {
    const bits = near[one];
    if (bits && one !== other) {
      bits[other >>> 5] = (bits[other >>> 5] as number) | (1 << (other & 31));
    }
  };
  rows.forEach(({ columns }, from) => {
    for (const to of columns) {
      join(from, to);
      join(to, from);
    }
  });
  return near;
}

function members(bits: Uint32Array): number[] {
  const found: number[] = [];
  bits.forEach((word, at) => {
    for (let left = word; left !== 0; left &= left - 1) {
      found.push(at * BITS + 31 - Math.clz32(left & -left));
    }
  });
  return found;
}

/**
 * The order in which to eliminate the states so that few new entries appear: always one with the fewest
 * neighbours left (minimum degree, ties by number). Once all that are left know each other any order will do.
 */
export function eliminationOrder(rows: readonly SparseRow[]): number[] {
  const near = neighbourhoods(rows);
  const degrees = near.map((bits) => bits.reduce((sum, word) => sum + bitsIn(word), 0));
  const left = new Set(rows.keys());
  const order: number[] = [];
  while (left.size > 0) {
    let next = -1;
    let fewest = Number.POSITIVE_INFINITY;
    for (const state of left) {
      const degree = degrees[state] as number;
      if (degree < fewest) {
        next = state;
        fewest = degree;
      }
    }
    if (fewest >= left.size - 1) return [...order, ...left];
    order.push(next);
    left.delete(next);
    const gone = near[next] as Uint32Array;
    for (const state of members(gone)) {
      const bits = near[state] as Uint32Array;
      let degree = 0;
      for (let at = 0; at < bits.length; at += 1) {
        let word = (bits[at] as number) | (gone[at] as number);
        if (at === state >>> 5) word &= ~(1 << (state & 31));
        if (at === next >>> 5) word &= ~(1 << (next & 31));
        bits[at] = word;
        degree += bitsIn(word);
      }
      degrees[state] = degree;
    }
  }
  return order;
}
