import { type PathTable, pathCount } from './path-table.ts';
import { mergePaths } from './path-table-builder.ts';

/**
 * The paths of a table as sets of sources: each distinct source once, in ascending number, and paths with the
 * same set added up.
 */
export function sourceSets(table: PathTable): PathTable {
  const steps: number[] = [];
  const offsets = [0];
  for (let path = 0; path < pathCount(table); path += 1) {
    const walk = table.steps.subarray(table.offsets[path], table.offsets[path + 1]);
    for (const source of [...new Set(walk)].sort((left, right) => left - right)) steps.push(source);
    offsets.push(steps.length);
  }
  return mergePaths({
    ...table,
    steps: Int32Array.from(steps),
    offsets: Int32Array.from(offsets),
    ages: null,
  });
}
