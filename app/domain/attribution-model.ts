import type { Touch } from './journey.ts';
import { dataDrivenWeights, type SourceEffects } from './models/data-driven-weights.ts';
import { heuristicWeights } from './models/heuristic-weights.ts';
import { DEFAULT_HEURISTIC_SETTINGS, type HeuristicSettings } from './models/model-settings.ts';
import { allocate } from './money.ts';

/** The attribution models, in the order in which a merchant meets them. Each has a column of its own in `credit`. */
export const MODELS = [
  'first_touch',
  'last_touch',
  'last_non_direct',
  'linear',
  'position_based',
  'time_decay',
  'markov',
  'shapley',
] as const;
export type Model = (typeof MODELS)[number];

export const MODEL_LABEL: Readonly<Record<Model, string>> = {
  first_touch: 'First touch',
  last_touch: 'Last touch',
  last_non_direct: 'Last non-direct',
  linear: 'Linear',
  position_based: 'Position based',
  time_decay: 'Time decay',
  markov: 'Data-driven (Markov)',
  shapley: 'Equal per source (Shapley)',
};

/** What a model does, in one sentence for a merchant. */
export const MODEL_SENTENCE: Readonly<Record<Model, string>> = {
  first_touch: 'The contact that first brought the customer to you gets the whole sale.',
  last_touch: 'The last contact before the order gets the whole sale.',
  last_non_direct:
    'The last contact before the order gets the whole sale, passing over visits that came directly.',
  linear: 'Every contact on the way to the order gets an equal share of the sale.',
  position_based:
    'The first and the last contact get the largest shares, and those between them share the rest.',
  time_decay: 'The closer a contact is to the order, the more of the sale it gets.',
  markov:
    'Each source gets as much as orders would be lost without it, by what all journeys of the last 90 days show.',
  shapley:
    'Every source on the way to the order gets an equal share, however often the customer met it.',
};

/** What stands in place of the Markov model's sentence while it cannot be used. */
export const MARKOV_FALLBACK =
  'There is too little data yet for this model: it shares as the position based model does.';

/** What the models go by beside the journey: a merchant's weights, and what the shop's journeys taught. */
export type ModelTerms = {
  readonly heuristics: HeuristicSettings;
  /** Of the Markov model; `position` while there is too little data for it. */
  readonly effects: SourceEffects;
};

export const DEFAULT_MODEL_TERMS: ModelTerms = {
  heuristics: DEFAULT_HEURISTIC_SETTINGS,
  effects: 'position',
};

/** What journeys are compared by: the influencer where she is known, else the channel. */
export function sourceOf({ influencerId, channel }: Pick<Touch, 'influencerId' | 'channel'>) {
  return influencerId ?? channel;
}

type Sourced = Touch & { readonly source: string };
/** The weight of each touchpoint of an ordered, non-empty journey; only the proportions matter. */
type WeightRule = (touches: readonly Sourced[], terms: ModelTerms) => readonly bigint[];

/** A new model is a name above, its words, and one rule here; the compiler asks for each. */
const WEIGHTS: Readonly<Record<Model, WeightRule>> = {
  first_touch: (touches) => heuristicWeights('first', touches),
  last_touch: (touches) => heuristicWeights('last', touches),
  last_non_direct: (touches) => heuristicWeights('last_non_direct', touches),
  linear: (touches) => heuristicWeights('linear', touches),
  position_based: (touches, terms) => heuristicWeights('position', touches, terms.heuristics),
  time_decay: (touches, terms) => heuristicWeights('time_decay', touches, terms.heuristics),
  markov: (touches, terms) => dataDrivenWeights(terms.effects, touches, terms.heuristics),
  shapley: (touches) => dataDrivenWeights('equal', touches),
};

/**
 * An order's net sales (minor units, negative and zero too) and its ordered journey → what each model
 * gives each touchpoint, by position. Every model's credits sum to `net` exactly; without a touchpoint
 * there is nobody to credit and the lists are empty. A single touchpoint gets everything by every model.
 */
export function creditFor(
  net: bigint,
  touches: readonly Touch[],
  terms: ModelTerms = DEFAULT_MODEL_TERMS,
): Record<Model, bigint[]> {
  const sourced = touches.map((touch) => ({ ...touch, source: sourceOf(touch) }));
  return byModel((model) => shareOut(model, net, sourced, terms));
}

/** The same for one model alone. */
export function creditBy(
  model: Model,
  net: bigint,
  touches: readonly Touch[],
  terms: ModelTerms,
): bigint[] {
  const sourced = touches.map((touch) => ({ ...touch, source: sourceOf(touch) }));
  return shareOut(model, net, sourced, terms);
}

function shareOut(model: Model, net: bigint, touches: readonly Sourced[], terms: ModelTerms) {
  if (touches.length < 2) return touches.map(() => net);
  return allocate(net, WEIGHTS[model](touches, terms));
}

/** One value for each model. */
export function byModel<Value>(value: (model: Model) => Value): Record<Model, Value> {
  return Object.fromEntries(MODELS.map((model) => [model, value(model)])) as Record<Model, Value>;
}
