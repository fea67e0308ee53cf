import type { Touch } from './journey.ts';
import { allocate } from './money.ts';

/** The attribution models, in the order in which a merchant meets them. */
export const MODELS = ['first_touch', 'last_touch', 'linear'] as const;
export type Model = (typeof MODELS)[number];

export const MODEL_LABEL: Readonly<Record<Model, string>> = {
  first_touch: 'First touch',
  last_touch: 'Last touch',
  linear: 'Linear',
};

/** What a model does, in one sentence for a merchant. */
export const MODEL_SENTENCE: Readonly<Record<Model, string>> = {
  first_touch: 'The contact that first brought the customer to you gets the whole sale.',
  last_touch: 'The last contact before the order gets the whole sale.',
  linear: 'Every contact on the way to the order gets an equal share of the sale.',
};

/** The weight of each touchpoint of an ordered, non-empty journey; only the proportions matter. */
type WeightRule = (touches: readonly Touch[]) => readonly bigint[];

/** A new model is a name above, its words, and one rule here; the compiler asks for each. */
const WEIGHTS: Readonly<Record<Model, WeightRule>> = {
  first_touch: (touches) => touches.map((_, position) => (position === 0 ? 1n : 0n)),
  last_touch: (touches) =>
    touches.map((_, position) => (position === touches.length - 1 ? 1n : 0n)),
  linear: (touches) => touches.map(() => 1n),
};

/**
 * An order's net sales (minor units, negative and zero too) and its ordered journey → what each model
 * gives each touchpoint, by position. Every model's credits sum to `net` exactly; without a touchpoint
 * there is nobody to credit and the lists are empty.
 */
export function creditFor(net: bigint, touches: readonly Touch[]): Record<Model, bigint[]> {
  const credit = (model: Model) =>
    touches.length === 0 ? [] : allocate(net, WEIGHTS[model](touches));
  return Object.fromEntries(MODELS.map((model) => [model, credit(model)])) as Record<
    Model,
    bigint[]
  >;
}
