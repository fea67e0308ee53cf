import type { DataDrivenFit } from './data-driven.ts';
import { heuristicWeights, type WeighedTouch } from './heuristic-weights.ts';
import { DEFAULT_HEURISTIC_SETTINGS, type HeuristicSettings } from './model-settings.ts';

/** A touchpoint with the name that its source has in the fit. */
export type SourcedTouch = WeighedTouch & { readonly source: string };

/** What a fit says of each source, ready for one order after another. */
export type SourceEffects = ReadonlyMap<string, number> | 'equal' | 'position';

/** The strongest source of an order weighs 2^52, so a weight is exact to half of 2^−52 of it. */
const EFFECT_SCALE = 2 ** 52;

/**
 * What the touchpoints of an order weigh by: removal effects or differences of rates by source (negative
 * ones count as nothing), equal sources (the additive Shapley value of a single order), or their position
 * while the sample is too small.
 */
export function sourceEffects(fit: DataDrivenFit): SourceEffects {
  if (fit.basis === 'fallback') return 'position';
  if (fit.basis === 'shapley') return 'equal';
  return new Map(
    fit.sources.map((source, place) => [source, Math.max(0, fit.effects[place] ?? 0)]),
  );
}

function leastCommonMultiple(left: bigint, right: bigint): bigint {
  let [divisor, rest] = [left, right];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return (left / divisor) * right;
}

/**
 * The weight of each touchpoint of one order, made for `allocate`: a source weighs its effect, shared evenly
 * among its touchpoints in this journey. A source that the fit never saw weighs nothing; where no source of
 * the journey weighs anything all touchpoints weigh the same. An empty journey has no weights.
 */
export function dataDrivenWeights(
  effects: SourceEffects,
  touches: readonly SourcedTouch[],
  fallback: HeuristicSettings = DEFAULT_HEURISTIC_SETTINGS,
): bigint[] {
  if (effects === 'position') return heuristicWeights('position', touches, fallback);
  const times = new Map<string, bigint>();
  for (const { source } of touches) times.set(source, (times.get(source) ?? 0n) + 1n);
  const effectOf = (source: string) => (effects === 'equal' ? 1 : (effects.get(source) ?? 0));
  const strongest = Math.max(0, ...Array.from(times.keys(), effectOf));
  if (strongest === 0) return touches.map(() => 1n);
  const parts = [...times.values()].reduce(leastCommonMultiple, 1n);
  return touches.map(({ source }) => {
    const whole = BigInt(Math.round(EFFECT_SCALE * (effectOf(source) / strongest)));
    return whole * (parts / (times.get(source) ?? 1n));
  });
}
