import { AppError } from '../app-error.ts';
import { allocate } from '../money.ts';
import { dataDrivenWeights } from './data-driven-weights.ts';
import { heuristicWeights } from './heuristic-weights.ts';
import { LONGEST_SPLIT, newSplit, splitEqually, splitNear, splitWhole } from './minor-split.ts';
import {
  checkHeuristicSettings,
  type HeuristicModel,
  type HeuristicSettings,
} from './model-settings.ts';

/** Many orders and their journeys, in columns. */
export type OrderJourneys = {
  /** Order o has the touchpoints from `offsets[o]` up to, not including, `offsets[o + 1]`; there may be none. */
  readonly offsets: Int32Array;
  /** By touchpoint, in the order of the journey: the number of its source, and when it was (ms since 1970). */
  readonly sources: Int32Array;
  readonly instants: Float64Array;
  /** By order: net sales in minor units, whole, below 2^53 in size; negative too. */
  readonly nets: Float64Array;
};

/** One model with all that it needs, by number of source. */
export type ColumnModel =
  | { readonly kind: Exclude<HeuristicModel, 'last_non_direct'> }
  | { readonly kind: 'last_non_direct'; readonly isDirect: Uint8Array }
  /** Each distinct source the same: the additive Shapley value. */
  | { readonly kind: 'equal' }
  /** Removal effects or differences of rates; those below 0 count as 0. */
  | { readonly kind: 'effects'; readonly effects: Float64Array };

const DECAY_SCALE = 2 ** 52;
const DAY_MS = 86_400_000;

/**
 * What a model gives each touchpoint, in minor units, by touchpoint: for every order exactly what `allocate`
 * gives by `heuristicWeights` or `dataDrivenWeights`, several times as fast. Plain numbers do what they can
 * prove; the few orders where they cannot (huge amounts, near ties, very long journeys, broken percentages)
 * go the long way.
 * @throws AppError invalid_input for settings that mean nothing, invariant_broken for a net that is not whole
 */
export function creditColumn(
  model: ColumnModel,
  journeys: OrderJourneys,
  settings: HeuristicSettings,
): Float64Array {
  checkHeuristicSettings(settings);
  const { offsets, nets, sources } = journeys;
  const credit = new Float64Array(sources.length);
  const splitOrder = splitterFor(model, journeys, settings);
  for (let order = 0; order < nets.length; order += 1) {
    const net = nets[order] as number;
    if (!Number.isSafeInteger(net)) {
      throw new AppError('invariant_broken', 'Net sales must be whole minor units below 2^53.');
    }
    const from = offsets[order] as number;
    const to = offsets[order + 1] as number;
    if (to === from || net === 0) continue;
    if (to - from === 1) credit[from] = net;
    else if (!splitOrder(from, to, net, credit)) longWay(model, journeys, settings, order, credit);
  }
  return credit;
}

/** Writes the parts of `net` to `credit[from … to)`, at least two; false where that was not possible exactly. */
type OrderSplitter = (from: number, to: number, net: number, credit: Float64Array) => boolean;

function splitterFor(
  model: ColumnModel,
  journeys: OrderJourneys,
  settings: HeuristicSettings,
): OrderSplitter {
  switch (model.kind) {
    case 'first':
      return (from, _, net, credit) => give(credit, from, net);
    case 'last':
      return (_, to, net, credit) => give(credit, to - 1, net);
    case 'last_non_direct':
      return (from, to, net, credit) => {
        for (let at = to - 1; at >= from; at -= 1) {
          if (model.isDirect[journeys.sources[at] as number] !== 1) return give(credit, at, net);
        }
        return give(credit, to - 1, net);
      };
    case 'linear':
      return withSplit((split, amount, length) => {
        splitEqually(split, amount, length);
        return true;
      });
    case 'position':
      return positionSplitter(settings);
    case 'time_decay':
      return timeDecaySplitter(journeys, settings);
    case 'equal':
      return equalSplitter(journeys);
    case 'effects':
      return effectSplitter(journeys, model.effects);
  }
}

function give(credit: Float64Array, at: number, net: number): true {
  credit[at] = net;
  return true;
}

/** Splits the size of the net and gives the parts its sign. */
function withSplit(
  splitSize: (
    split: ReturnType<typeof newSplit>,
    amount: number,
    length: number,
    from: number,
  ) => boolean,
): OrderSplitter {
  const split = newSplit();
  return (from, to, net, credit) => {
    const length = to - from;
    if (length > LONGEST_SPLIT || !splitSize(split, Math.abs(net), length, from)) return false;
    for (let at = 0; at < length; at += 1) {
      const part = split.parts[at] as number;
      credit[from + at] = net < 0 && part > 0 ? -part : part;
    }
    return true;
  };
}

function positionSplitter({ firstPercent, lastPercent }: HeuristicSettings): OrderSplitter {
  if (!Number.isInteger(firstPercent) || !Number.isInteger(lastPercent)) return () => false;
  return withSplit((split, amount, length) => {
    const inner = length > 2 ? length - 2 : 1;
    split.weights.fill(100 - firstPercent - lastPercent, 1, length - 1);
    split.weights[0] = firstPercent * inner;
    split.weights[length - 1] = lastPercent * inner;
    return splitWhole(split, amount, length);
  });
}

function timeDecaySplitter(
  { instants }: OrderJourneys,
  { halfLifeDays }: HeuristicSettings,
): OrderSplitter {
  return withSplit((split, amount, length, from) => {
    let newest = instants[from] as number;
    let oldest = newest;
    for (let at = from + 1; at < from + length; at += 1) {
      newest = Math.max(newest, instants[at] as number);
      oldest = Math.min(oldest, instants[at] as number);
    }
    if (newest === oldest) {
      splitEqually(split, amount, length);
      return true;
    }
    for (let at = 0; at < length; at += 1) {
      const ageDays = (newest - (instants[from + at] as number)) / DAY_MS;
      split.weights[at] = Math.round(DECAY_SCALE * 2 ** (-ageDays / halfLifeDays));
    }
    return splitNear(split, amount, length, instants, from);
  });
}

/** How often the source of each touchpoint of the journey occurs in it. Returns how many sources there are. */
function countRepeats(
  sources: Int32Array,
  from: number,
  length: number,
  times: Int32Array,
): number {
  let distinct = 0;
  for (let at = 0; at < length; at += 1) {
    let before = 0;
    let all = 0;
    for (let other = 0; other < length; other += 1) {
      if (sources[from + other] !== sources[from + at]) continue;
      all += 1;
      if (other < at) before += 1;
    }
    times[at] = all;
    if (before === 0) distinct += 1;
  }
  return distinct;
}

function equalSplitter({ sources }: OrderJourneys): OrderSplitter {
  const times = new Int32Array(LONGEST_SPLIT);
  return withSplit((split, amount, length, from) => {
    const distinct = countRepeats(sources, from, length, times);
    if (distinct === length || distinct === 1) {
      splitEqually(split, amount, length);
      return true;
    }
    let parts = 1;
    for (let at = 0; at < length; at += 1) parts = commonMultiple(parts, times[at] as number);
    for (let at = 0; at < length; at += 1) split.weights[at] = parts / (times[at] as number);
    return splitWhole(split, amount, length);
  });
}

function commonMultiple(left: number, right: number): number {
  let [divisor, rest] = [left, right];
  while (rest !== 0) [divisor, rest] = [rest, divisor % rest];
  return (left / divisor) * right;
}

function effectSplitter({ sources }: OrderJourneys, effects: Float64Array): OrderSplitter {
  const times = new Int32Array(LONGEST_SPLIT);
  return withSplit((split, amount, length, from) => {
    let strongest = 0;
    for (let at = from; at < from + length; at += 1) {
      strongest = Math.max(strongest, effects[sources[at] as number] as number);
    }
    const distinct = countRepeats(sources, from, length, times);
    if (strongest <= 0 || distinct === 1) {
      splitEqually(split, amount, length);
      return true;
    }
    for (let at = 0; at < length; at += 1) {
      const effect = Math.max(0, effects[sources[from + at] as number] as number);
      const whole = Math.round(DECAY_SCALE * (effect / strongest));
      split.weights[at] = whole / (times[at] as number);
    }
    return splitNear(split, amount, length, sources, from);
  });
}

/** One order by whole weights of any size. */
function longWay(
  model: ColumnModel,
  { offsets, sources, instants, nets }: OrderJourneys,
  settings: HeuristicSettings,
  order: number,
  credit: Float64Array,
): void {
  const from = offsets[order] as number;
  const touches = Array.from(sources.subarray(from, offsets[order + 1]), (source, at) => ({
    source: String(source),
    channel: model.kind === 'last_non_direct' && model.isDirect[source] === 1 ? 'direct' : 'other',
    occurredAt: new Date(instants[from + at] as number),
    effect: model.kind === 'effects' ? Math.max(0, model.effects[source] as number) : 0,
  }));
  const weights =
    model.kind === 'equal'
      ? dataDrivenWeights('equal', touches)
      : model.kind === 'effects'
        ? dataDrivenWeights(new Map(touches.map(({ source, effect }) => [source, effect])), touches)
        : heuristicWeights(model.kind, touches, settings);
  allocate(BigInt(nets[order] as number), weights).forEach((part, at) => {
    credit[from + at] = Number(part);
  });
}
