import {
  checkHeuristicSettings,
  DEFAULT_HEURISTIC_SETTINGS,
  type HeuristicModel,
  type HeuristicSettings,
} from './model-settings.ts';
import { type PathTable, pathCount } from './path-table.ts';

/** What one model gives each source, by its number. */
export type SourceTotals = { readonly conversions: Float64Array; readonly values: Float64Array };

function emptyTotals(table: PathTable): SourceTotals {
  const { length } = table.sources;
  return { conversions: new Float64Array(length), values: new Float64Array(length) };
}

/** Everything that a path brought goes to the one step that `pick` names. */
function pickTotals(table: PathTable, pick: (from: number, to: number) => number): SourceTotals {
  const { conversions, values } = emptyTotals(table);
  const { offsets, steps } = table;
  const paths = pathCount(table);
  for (let path = 0; path < paths; path += 1) {
    const count = table.conversions[path] as number;
    const value = table.values[path] as number;
    if (count === 0 && value === 0) continue;
    const source = steps[pick(offsets[path] as number, offsets[path + 1] as number)] as number;
    conversions[source] = (conversions[source] as number) + count;
    values[source] = (values[source] as number) + value;
  }
  return { conversions, values };
}

/** `weigh` writes the weights of the steps of one path into its second argument and returns their sum. */
function shareTotals(
  table: PathTable,
  weigh: (from: number, to: number, weights: Float64Array) => number,
): SourceTotals {
  const { conversions, values } = emptyTotals(table);
  const { offsets, steps } = table;
  const weights = new Float64Array(longestPath(table));
  const paths = pathCount(table);
  for (let path = 0; path < paths; path += 1) {
    const count = table.conversions[path] as number;
    const value = table.values[path] as number;
    if (count === 0 && value === 0) continue;
    const from = offsets[path] as number;
    const to = offsets[path + 1] as number;
    const sum = weigh(from, to, weights);
    for (let step = from; step < to; step += 1) {
      const source = steps[step] as number;
      const weight = weights[step - from] as number;
      conversions[source] = (conversions[source] as number) + (count * weight) / sum;
      values[source] = (values[source] as number) + (value * weight) / sum;
    }
  }
  return { conversions, values };
}

function longestPath({ offsets }: PathTable): number {
  return offsets.reduce(
    (longest, end, path) =>
      path === 0 ? 0 : Math.max(longest, end - (offsets[path - 1] as number)),
    0,
  );
}

function lastNonDirectTotals(table: PathTable, isDirect: (source: string) => boolean) {
  const direct = Uint8Array.from(table.sources, (source) => (isDirect(source) ? 1 : 0));
  return pickTotals(table, (from, to) => {
    for (let step = to - 1; step >= from; step -= 1) {
      if (direct[table.steps[step] as number] === 0) return step;
    }
    return to - 1;
  });
}

function positionTotals(table: PathTable, { firstPercent, lastPercent }: HeuristicSettings) {
  const between = 100 - firstPercent - lastPercent;
  return shareTotals(table, (from, to, weights) => {
    const last = to - from - 1;
    weights[0] = last === 0 ? 100 : firstPercent;
    if (last === 0) return 100;
    weights[last] = lastPercent;
    if (last > 1) {
      weights.fill(between / (last - 1), 1, last);
      return 100;
    }
    if (firstPercent + lastPercent > 0) return firstPercent + lastPercent;
    weights.fill(1, 0, 2);
    return 2;
  });
}

function timeDecayTotals(
  table: PathTable,
  ages: Float64Array,
  { halfLifeDays }: HeuristicSettings,
) {
  const rate = -Math.LN2 / halfLifeDays;
  return shareTotals(table, (from, to, weights) => {
    let sum = 0;
    for (let step = from; step < to; step += 1) {
      const weight = Math.exp(rate * (ages[step] as number));
      weights[step - from] = weight;
      sum += weight;
    }
    return sum;
  });
}

/**
 * What `model` gives each source over all paths, by the same rules as `heuristicWeights` but in floating
 * point: for figures over many journeys and for files, not for money that somebody is owed. Null for time
 * decay over paths without times. `isDirect` says which sources last non-direct passes over.
 * @throws AppError invalid_input for settings that mean nothing
 */
export function heuristicTotals(
  model: HeuristicModel,
  table: PathTable,
  isDirect: (source: string) => boolean,
  settings: HeuristicSettings = DEFAULT_HEURISTIC_SETTINGS,
): SourceTotals | null {
  checkHeuristicSettings(settings);
  switch (model) {
    case 'first':
      return pickTotals(table, (from) => from);
    case 'last':
      return pickTotals(table, (_, to) => to - 1);
    case 'last_non_direct':
      return lastNonDirectTotals(table, isDirect);
    case 'linear':
      return shareTotals(table, (from, to, weights) => {
        weights.fill(1, 0, to - from);
        return to - from;
      });
    case 'position':
      return positionTotals(table, settings);
    case 'time_decay':
      return table.ages === null ? null : timeDecayTotals(table, table.ages, settings);
  }
}
