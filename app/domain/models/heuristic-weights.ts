import {
  checkHeuristicSettings,
  DEFAULT_HEURISTIC_SETTINGS,
  type HeuristicModel,
  type HeuristicSettings,
} from './model-settings.ts';

/** What a rule must know of a touchpoint. A `Touch` is one. */
export type WeighedTouch = { readonly channel: string; readonly occurredAt: Date };

const DAY_MS = 86_400_000;
const NANO = 1e9;

/**
 * The newest touchpoint weighs 2^52 under time decay and all others a whole number below it, so a weight is
 * exact to half of 2^−52 of the newest one; one that is 53 half-lives older weighs nothing.
 */
const DECAY_SCALE = 2 ** 52;

const onlyAt = (length: number, chosen: number): bigint[] =>
  Array.from({ length }, (_, place) => (place === chosen ? 1n : 0n));

/** The last touchpoint that is not `direct`; the last of all where nothing else is there. */
function lastNonDirect(touches: readonly WeighedTouch[]): bigint[] {
  const chosen = touches.findLastIndex(({ channel }) => channel !== 'direct');
  return onlyAt(touches.length, chosen === -1 ? touches.length - 1 : chosen);
}

/**
 * n = 1: everything. n = 2: first and last in the proportion of their percentages (both 0: equally).
 * n ≥ 3: the ends get theirs and the others share what is left evenly; all three are multiplied by n − 2,
 * which keeps them whole. Percentages count to nine decimals.
 */
function position(length: number, settings: HeuristicSettings): bigint[] {
  const first = BigInt(Math.round(settings.firstPercent * NANO));
  const last = BigInt(Math.round(settings.lastPercent * NANO));
  if (length <= 2) return length === 1 ? [1n] : [first, last].slice(0, length);
  const between = 100n * BigInt(NANO) - first - last;
  const inner = BigInt(length - 2);
  return Array.from({ length }, (_, place) =>
    place === 0 ? first * inner : place === length - 1 ? last * inner : between,
  );
}

/**
 * 2^(−age / half-life). Ages count from the newest touchpoint, not from the order: that multiplies every
 * weight by the same factor, so the shares are the same, and however old a journey is its newest
 * touchpoint weighs 1 and the weights cannot all vanish.
 */
function timeDecay(touches: readonly WeighedTouch[], halfLifeDays: number): bigint[] {
  const instants = touches.map(({ occurredAt }) => occurredAt.getTime());
  const newest = instants.reduce((late, instant) => Math.max(late, instant), -Infinity);
  return instants.map((instant) => {
    const ageDays = (newest - instant) / DAY_MS;
    return BigInt(Math.round(DECAY_SCALE * 2 ** (-ageDays / halfLifeDays)));
  });
}

/**
 * The weight that `model` gives each touchpoint of one journey (in order, inside its window): whole numbers
 * of which only the proportions matter, made for `allocate`. Rules as in web analytics: first and last touch
 * take all, last non-direct passes over `direct`, linear is equal, position based 40/20/40 and time decay with
 * a half-life of 7 days unless set otherwise. An empty journey has no weights.
 * @throws AppError invalid_input for settings that mean nothing
 */
export function heuristicWeights(
  model: HeuristicModel,
  touches: readonly WeighedTouch[],
  settings: HeuristicSettings = DEFAULT_HEURISTIC_SETTINGS,
): bigint[] {
  checkHeuristicSettings(settings);
  const { length } = touches;
  if (length === 0) return [];
  switch (model) {
    case 'first':
      return onlyAt(length, 0);
    case 'last':
      return onlyAt(length, length - 1);
    case 'last_non_direct':
      return lastNonDirect(touches);
    case 'linear':
      return touches.map(() => 1n);
    case 'position':
      return position(length, settings);
    case 'time_decay':
      return timeDecay(touches, settings.halfLifeDays);
  }
}
