import { type PathTable, pathCount } from './path-table.ts';
import { mergePaths } from './path-table-builder.ts';

/**
 * The paths of a table as sets of sources: each distinct source once, in ascending number, and paths with the
 * same set added up.
 */
export function sourceSets(table: PathTable): PathTable {
  const { steps, offsets } = table;
  const paths = pathCount(table);
  const members = new Int32Array(steps.length);
  const ends = new Int32Array(paths + 1);
  const seenIn = new Int32Array(table.sources.length).fill(-1);
  let end = 0;
  for (let path = 0; path < paths; path += 1) {
    const begin = end;
    const to = offsets[path + 1] as number;
    for (let step = offsets[path] as number; step < to; step += 1) {
      const source = steps[step] as number;
      if (seenIn[source] === path) continue;
      seenIn[source] = path;
      members[end] = source;
      end += 1;
    }
    members.subarray(begin, end).sort();
    ends[path + 1] = end;
  }
  return mergePaths({ ...table, steps: members.subarray(0, end), offsets: ends, ages: null });
}
