import type { PathTable } from './path-table.ts';

const NO_PATH = -1;

/** A column that grows: typed arrays of doubling length. */
class Column<Values extends Int32Array | Float64Array> {
  values: Values;
  length = 0;
  readonly #make: (length: number) => Values;

  constructor(make: (length: number) => Values) {
    this.#make = make;
    this.values = make(1024);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = this.#make(2 * this.length);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length] = value;
    this.length += 1;
  }

  taken(): Values {
    return this.values.slice(0, this.length) as Values;
  }
}

const integers = () => new Column((length) => new Int32Array(length));
const decimals = () => new Column((length) => new Float64Array(length));

/** What happened at the end of a path; see PathTable for the units. */
export type PathOutcome = {
  readonly conversions: number;
  readonly value: number;
  readonly nulls: number;
};

/**
 * Gathers paths into a PathTable. Source names become small numbers, in the order of their first use. With
 * `merge` equal sequences become one path whose outcomes are added up, found by a hash over their steps:
 * the models that know no times give the same result either way, and the bootstrap needs it.
 */
export class PathTableBuilder {
  readonly #merge: boolean;
  readonly #places = new Map<string, number>();
  readonly #sources: string[] = [];
  readonly #steps = integers();
  readonly #offsets = integers();
  readonly #conversions = decimals();
  readonly #values = decimals();
  readonly #nulls = decimals();
  readonly #ages = decimals();
  #buckets = new Int32Array(4096).fill(NO_PATH);

  constructor(options: { readonly merge: boolean }) {
    this.#merge = options.merge;
    this.#offsets.push(0);
  }

  /** The number that stands for a source from now on. */
  source(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#sources.length);
    return this.#sources.push(name) - 1;
  }

  /** `steps` holds numbers from `source`, at least one; `ages` (days, by step) keeps a path unmerged. */
  add(steps: ArrayLike<number>, outcome: PathOutcome, ages?: ArrayLike<number>): void {
    const bucket = this.#merge ? this.#bucketOf(steps) : NO_PATH;
    const path = bucket === NO_PATH ? NO_PATH : (this.#buckets[bucket] as number);
    if (path === NO_PATH) this.#append(steps, outcome, ages, bucket);
    else this.#addTo(path, outcome);
  }

  build(): PathTable {
    const steps = this.#steps.taken();
    return {
      sources: this.#sources,
      steps,
      offsets: this.#offsets.taken(),
      conversions: this.#conversions.taken(),
      values: this.#values.taken(),
      nulls: this.#nulls.taken(),
      ages: this.#ages.length === steps.length ? this.#ages.taken() : null,
    };
  }

  #append(
    steps: ArrayLike<number>,
    outcome: PathOutcome,
    ages: ArrayLike<number> | undefined,
    bucket: number,
  ): void {
    const path = this.#conversions.length;
    for (let at = 0; at < steps.length; at += 1) {
      this.#steps.push(steps[at] as number);
      if (ages) this.#ages.push(ages[at] as number);
    }
    this.#offsets.push(this.#steps.length);
    this.#conversions.push(outcome.conversions);
    this.#values.push(outcome.value);
    this.#nulls.push(outcome.nulls);
    if (bucket === NO_PATH) return;
    this.#buckets[bucket] = path;
    if (2 * (path + 1) > this.#buckets.length) this.#grow();
  }

  #addTo(path: number, { conversions, value, nulls }: PathOutcome): void {
    this.#conversions.values[path] = (this.#conversions.values[path] as number) + conversions;
    this.#values.values[path] = (this.#values.values[path] as number) + value;
    this.#nulls.values[path] = (this.#nulls.values[path] as number) + nulls;
  }

  /** The bucket where a path of these steps is, or the free one where it belongs. */
  #bucketOf(steps: ArrayLike<number>): number {
    const last = this.#buckets.length - 1;
    let bucket = hashOf(steps) & last;
    for (;;) {
      const path = this.#buckets[bucket] as number;
      if (path === NO_PATH || this.#isSame(path, steps)) return bucket;
      bucket = (bucket + 1) & last;
    }
  }

  #isSame(path: number, steps: ArrayLike<number>): boolean {
    const from = this.#offsets.values[path] as number;
    if ((this.#offsets.values[path + 1] as number) - from !== steps.length) return false;
    for (let at = 0; at < steps.length; at += 1) {
      if (this.#steps.values[from + at] !== steps[at]) return false;
    }
    return true;
  }

  #grow(): void {
    this.#buckets = new Int32Array(2 * this.#buckets.length).fill(NO_PATH);
    for (let path = 0; path < this.#conversions.length; path += 1) {
      const from = this.#offsets.values[path] as number;
      const to = this.#offsets.values[path + 1] as number;
      this.#buckets[this.#bucketOf(this.#steps.values.subarray(from, to))] = path;
    }
  }
}

/** FNV-1a over the steps, with a last stir, as only the low bits choose the bucket. */
function hashOf(steps: ArrayLike<number>): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < steps.length; at += 1) {
    hash = Math.imul(hash ^ (steps[at] as number), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The same paths with equal sequences added up; times are lost. */
export function mergePaths(table: PathTable): PathTable {
  const builder = new PathTableBuilder({ merge: true });
  for (const name of table.sources) builder.source(name);
  for (let path = 0; path + 1 < table.offsets.length; path += 1) {
    builder.add(table.steps.subarray(table.offsets[path], table.offsets[path + 1]), {
      conversions: table.conversions[path] as number,
      value: table.values[path] as number,
      nulls: table.nulls[path] as number,
    });
  }
  return builder.build();
}
