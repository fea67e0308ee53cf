import { type PathTable, pathCount } from './path-table.ts';

/** One row of a sparse matrix: the columns that hold something, ascending, and what they hold. */
export type SparseRow = { readonly columns: Int32Array; readonly counts: Float64Array };

/** How often each state was followed by each other one, by the start and by the two ends. */
export type TransitionCounts = {
  /** By state: the states that followed it, itself among them where it was repeated. */
  readonly rows: readonly SparseRow[];
  /** By state: paths that began there, and ended there with and without a conversion. */
  readonly starts: Float64Array;
  readonly conversions: Float64Array;
  readonly nulls: Float64Array;
};

/** Up to this many cells the counts lie in one flat matrix (64 MB), above it in a map of the pairs seen. */
const FLAT_CELLS = 8_388_608;

/** Adds up how often `to` (a number below `width`) followed `from` (one below `height`). */
export class PairCounter {
  /** The counts row by row, for loops that must be fast; null where only those seen are kept. */
  readonly cells: Float64Array | null;
  readonly #seen = new Map<number, number>();
  readonly #height: number;
  readonly #width: number;

  constructor(height: number, width: number) {
    this.#height = height;
    this.#width = width;
    this.cells = height * width <= FLAT_CELLS ? new Float64Array(height * width) : null;
  }

  add(from: number, to: number, count: number): void {
    const cell = from * this.#width + to;
    if (this.cells) this.cells[cell] = (this.cells[cell] as number) + count;
    else this.#seen.set(cell, (this.#seen.get(cell) ?? 0) + count);
  }

  rows(): SparseRow[] {
    return this.cells ? this.#flatRows(this.cells) : this.#mapRows();
  }

  #flatRows(flat: Float64Array): SparseRow[] {
    return Array.from({ length: this.#height }, (_, from) => {
      const all = flat.subarray(from * this.#width, (from + 1) * this.#width);
      const columns: number[] = [];
      all.forEach((count, to) => {
        if (count !== 0) columns.push(to);
      });
      return {
        columns: Int32Array.from(columns),
        counts: Float64Array.from(columns, (to) => all[to] as number),
      };
    });
  }

  #mapRows(): SparseRow[] {
    const found = Array.from({ length: this.#height }, (): [number, number][] => []);
    for (const [cell, count] of this.#seen) {
      found[Math.floor(cell / this.#width)]?.push([cell % this.#width, count]);
    }
    return found.map((entries) => {
      entries.sort(([left], [right]) => left - right);
      return {
        columns: Int32Array.from(entries, ([to]) => to),
        counts: Float64Array.from(entries, ([, count]) => count),
      };
    });
  }
}

/**
 * The transitions of the first-order chain, in which a state is a source. A path that was walked c times with
 * and z times without a conversion counts each of its steps c + z times.
 */
export function countTransitions(table: PathTable): TransitionCounts {
  const size = table.sources.length;
  const pairs = new PairCounter(size, size);
  const starts = new Float64Array(size);
  const conversions = new Float64Array(size);
  const nulls = new Float64Array(size);
  const { offsets, steps, conversions: convertedOf, nulls: lostOf } = table;
  const { cells } = pairs;
  const paths = pathCount(table);
  for (let path = 0; path < paths; path += 1) {
    const converted = convertedOf[path] as number;
    const lost = lostOf[path] as number;
    const walked = converted + lost;
    if (walked === 0) continue;
    const end = (offsets[path + 1] as number) - 1;
    let here = steps[offsets[path] as number] as number;
    starts[here] = (starts[here] as number) + walked;
    for (let step = (offsets[path] as number) + 1; step <= end; step += 1) {
      const next = steps[step] as number;
      if (cells) {
        const cell = here * size + next;
        cells[cell] = (cells[cell] as number) + walked;
      } else {
        pairs.add(here, next, walked);
      }
      here = next;
    }
    conversions[here] = (conversions[here] as number) + converted;
    nulls[here] = (nulls[here] as number) + lost;
  }
  return { rows: pairs.rows(), starts, conversions, nulls };
}
