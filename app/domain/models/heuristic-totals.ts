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
  const { offsets, steps, conversions: counts, values: worths } = table;
  const paths = pathCount(table);
  for (let path = 0; path < paths; path += 1) {
    const count = counts[path] as number;
    const worth = worths[path] as number;
    if (count === 0 && worth === 0) continue;
    const source = steps[pick(offsets[path] as number, offsets[path + 1] as number)] as number;
    conversions[source] = (conversions[source] as number) + count;
    values[source] = (values[source] as number) + worth;
  }
  return { conversions, values };
}

function lastNonDirectTotals(table: PathTable, isDirect: (source: string) => boolean) {
  const direct = Uint8Array.from(table.sources, (source) => (isDirect(source) ? 1 : 0));
  const { steps } = table;
  return pickTotals(table, (from, to) => {
    for (let step = to - 1; step >= from; step -= 1) {
      if (direct[steps[step] as number] === 0) return step;
    }
    return to - 1;
  });
}

/** The first step weighs `first`, the last `last`, those between `between` in all; what is left out is linear. */
type Ends = { readonly first: number; readonly last: number; readonly between: number };

function linearWithEnds(table: PathTable, ends: Ends | null): SourceTotals {
  const { conversions, values } = emptyTotals(table);
  const { offsets, steps, conversions: counts, values: worths } = table;
  const paths = pathCount(table);
  for (let path = 0; path < paths; path += 1) {
    const count = counts[path] as number;
    const worth = worths[path] as number;
    if (count === 0 && worth === 0) continue;
    const from = offsets[path] as number;
    const to = offsets[path + 1] as number;
    const inner = to - from - 2;
    const whole = ends === null || inner < 0 || (inner === 0 && ends.first + ends.last === 0);
    const first = whole ? 1 : ends.first;
    const last = whole ? 1 : ends.last;
    const middle = whole ? 1 : ends.between / inner;
    const sum = whole ? to - from : inner === 0 ? first + last : 100;
    for (let step = from; step < to; step += 1) {
      const source = steps[step] as number;
      const weight = step === from ? first : step === to - 1 ? last : middle;
      conversions[source] = (conversions[source] as number) + (count * weight) / sum;
      values[source] = (values[source] as number) + (worth * weight) / sum;
    }
  }
  return { conversions, values };
}

function timeDecayTotals(table: PathTable, ages: Float64Array, halfLifeDays: number): SourceTotals {
  const { conversions, values } = emptyTotals(table);
  const { offsets, steps, conversions: counts, values: worths } = table;
  const weights = new Float64Array(longestPath(table));
  const rate = -Math.LN2 / halfLifeDays;
  const paths = pathCount(table);
  for (let path = 0; path < paths; path += 1) {
    const count = counts[path] as number;
    const worth = worths[path] as number;
    if (count === 0 && worth === 0) continue;
    const from = offsets[path] as number;
    const to = offsets[path + 1] as number;
    let sum = 0;
    for (let step = from; step < to; step += 1) {
      const age = ages[step] as number;
      const weight = age === 0 ? 1 : Math.exp(rate * age);
      weights[step - from] = weight;
      sum += weight;
    }
    for (let step = from; step < to; step += 1) {
      const source = steps[step] as number;
      const share = (weights[step - from] as number) / sum;
      conversions[source] = (conversions[source] as number) + count * share;
      values[source] = (values[source] as number) + worth * share;
    }
  }
  return { conversions, values };
}

function longestPath({ offsets }: PathTable): number {
  let longest = 0;
  for (let path = 1; path < offsets.length; path += 1) {
    longest = Math.max(longest, (offsets[path] as number) - (offsets[path - 1] as number));
  }
  return longest;
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
      return linearWithEnds(table, null);
    case 'position':
      return linearWithEnds(table, {
        first: settings.firstPercent,
        last: settings.lastPercent,
        between: 100 - settings.firstPercent - settings.lastPercent,
      });
    case 'time_decay':
      return table.ages === null ? null : timeDecayTotals(table, table.ages, settings.halfLifeDays);
  }
}
