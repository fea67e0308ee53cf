import fc from 'fast-check';
import type { PathTable } from '#app/domain/models/path-table.ts';
import { PathTableBuilder } from '#app/domain/models/path-table-builder.ts';

/** A path as tools write it, and how often it ended how. */
export type WrittenPath = {
  readonly path: string;
  readonly conversions: number;
  readonly nulls: number;
  readonly value?: number;
};

/** `sources` are known beforehand, so that tables of different paths can be compared place by place. */
export function tableOf(
  paths: readonly WrittenPath[],
  sources: readonly string[] = [],
  options: { readonly merge: boolean } = { merge: true },
): PathTable {
  const builder = new PathTableBuilder(options);
  for (const source of sources) builder.source(source);
  for (const { path, conversions, nulls, value = 0 } of paths) {
    const steps = path.split(' > ').map((name) => builder.source(name));
    builder.add(steps, { conversions, nulls, value });
  }
  return builder.build();
}

export const LETTERS = ['A', 'B', 'C', 'D', 'E'];

const anyPath = (names: readonly string[], most: number) =>
  fc.record({
    path: fc
      .array(fc.constantFrom(...names), { minLength: 1, maxLength: most })
      .map((steps) => steps.join(' > ')),
    conversions: fc.nat({ max: 5 }),
    nulls: fc.nat({ max: 5 }),
    value: fc.nat({ max: 500 }),
  });

/** Up to twelve short paths over five sources; nothing is promised about conversions. */
export const anyPaths = fc.array(anyPath(LETTERS, 6), { minLength: 1, maxLength: 12 });

/** By name, so that tables with other numbers for the same sources compare. */
export function byName(table: PathTable, amounts: Float64Array): Record<string, number> {
  return Object.fromEntries(table.sources.map((source, place) => [source, amounts[place] ?? NaN]));
}

/** The largest difference between two lists; infinite where their lengths differ. */
export function distance(left: ArrayLike<number>, right: ArrayLike<number>): number {
  if (left.length !== right.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (let at = 0; at < left.length; at += 1) {
    most = Math.max(most, Math.abs((left[at] ?? NaN) - (right[at] ?? NaN)));
  }
  return most;
}
