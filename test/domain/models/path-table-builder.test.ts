import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PathTable } from '#app/domain/models/path-table.ts';
import { mergePaths, PathTableBuilder } from '#app/domain/models/path-table-builder.ts';
import { anyPaths, tableOf } from './paths.ts';

/** What each sequence of names came to. */
function outcomes(table: PathTable): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  for (let path = 0; path + 1 < table.offsets.length; path += 1) {
    const steps = table.steps.subarray(table.offsets[path], table.offsets[path + 1]);
    const name = Array.from(steps, (source) => table.sources[source]).join(' > ');
    const [conversions = 0, nulls = 0, value = 0] = found[name] ?? [];
    found[name] = [
      conversions + (table.conversions[path] ?? 0),
      nulls + (table.nulls[path] ?? 0),
      value + (table.values[path] ?? 0),
    ];
  }
  return found;
}

describe('PathTableBuilder', () => {
  it('adds up what happened to equal sequences', () => {
    fc.assert(
      fc.property(anyPaths, (paths) => {
        const expected: Record<string, number[]> = {};
        for (const { path, conversions, nulls, value } of paths) {
          const [c = 0, n = 0, v = 0] = expected[path] ?? [];
          expected[path] = [c + conversions, n + nulls, v + value];
        }
        const merged = tableOf(paths);
        expect(outcomes(merged)).toEqual(expected);
        expect(merged.conversions).toHaveLength(Object.keys(expected).length);
        const apart = tableOf(paths, [], { merge: false });
        expect(apart.conversions).toHaveLength(paths.length);
        expect(mergePaths(apart)).toEqual(merged);
      }),
    );
  });

  it('keeps thousands of sequences apart while it grows', () => {
    const builder = new PathTableBuilder({ merge: true });
    const sources = Array.from({ length: 40 }, (_, at) => builder.source(`s${at}`));
    for (let round = 0; round < 2; round += 1) {
      for (const first of sources) {
        for (const second of sources) {
          for (const third of [0, 7, 9]) {
            const steps = [first, second, third];
            builder.add(steps, { conversions: 1, value: first + third, nulls: second });
          }
        }
      }
    }
    const table = builder.build();
    expect(table.conversions).toHaveLength(40 * 40 * 3);
    expect(table.conversions.every((count) => count === 2)).toBe(true);
    expect(table.nulls[3 * 41]).toBe(2);
    expect(table.steps).toHaveLength(3 * table.conversions.length);
  });

  it('keeps times, and drops them when paths are added up', () => {
    const builder = new PathTableBuilder({ merge: false });
    const [a, b] = [builder.source('A'), builder.source('B')];
    builder.add([a, b], { conversions: 1, value: 0, nulls: 0 }, [2.5, 0]);
    expect(builder.build().ages).toEqual(Float64Array.of(2.5, 0));
    expect(mergePaths(builder.build()).ages).toBeNull();
  });
});
