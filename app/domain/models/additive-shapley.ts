import type { SourceTotals } from './heuristic-totals.ts';
import { type PathTable, pathCount } from './path-table.ts';

/**
 * The Shapley value of the additive game: a coalition of sources is worth the conversions of all paths that
 * need nobody outside it, v(S) = Σ conversions(P) over the paths P whose sources lie in S. A path's sources
 * then matter only together, so each of its d distinct sources gets 1/d of it, however often and in
 * whichever order they occur. Closed form after K. Zhao, S. H. Mahboobi and S. R. Bagheri, Shapley Value
 * Methods for Attribution Modeling in Online Advertising, 2018 (arXiv:1804.05327). Paths that did not
 * convert do not count.
 */
export function additiveShapley(table: PathTable): SourceTotals {
  const { offsets, steps, sources } = table;
  const conversions = new Float64Array(sources.length);
  const values = new Float64Array(sources.length);
  const seenIn = new Int32Array(sources.length).fill(-1);
  const distinct = new Int32Array(sources.length);
  const paths = pathCount(table);
  for (let path = 0; path < paths; path += 1) {
    const count = table.conversions[path] as number;
    const value = table.values[path] as number;
    if (count === 0 && value === 0) continue;
    const to = offsets[path + 1] as number;
    let found = 0;
    for (let step = offsets[path] as number; step < to; step += 1) {
      const source = steps[step] as number;
      if (seenIn[source] === path) continue;
      seenIn[source] = path;
      distinct[found] = source;
      found += 1;
    }
    for (let at = 0; at < found; at += 1) {
      const source = distinct[at] as number;
      conversions[source] = (conversions[source] as number) + count / found;
      values[source] = (values[source] as number) + value / found;
    }
  }
  return { conversions, values };
}
