import { additiveShapley } from './additive-shapley.ts';
import { type BootstrapOptions, bootstrap, type Interval } from './bootstrap.ts';
import { coalitionShapley } from './coalition-shapley.ts';
import { heuristicTotals } from './heuristic-totals.ts';
import { type MarkovOrder, markovRemoval } from './markov.ts';
import { DEFAULT_HEURISTIC_SETTINGS, type HeuristicSettings } from './model-settings.ts';
import { type PathTable, sharesOf, total } from './path-table.ts';

/** Learned from all journeys. `shapley` is the additive game, `shapley_rate` the one over conversion rates. */
export const DATA_DRIVEN_MODELS = ['markov', 'shapley', 'shapley_rate'] as const;
export type DataDrivenModel = (typeof DATA_DRIVEN_MODELS)[number];

/** How much must have been seen before the model is trusted; journeys with and without a conversion. */
export type MinimumSample = { readonly conversions: number; readonly journeys: number };

/**
 * The chain and the rates estimate probabilities and want a crowd. The additive Shapley value estimates
 * nothing: it shares out each order by itself, and one order is enough.
 */
export const DEFAULT_MINIMUM: Readonly<Record<DataDrivenModel, MinimumSample>> = {
  markov: { conversions: 2_000, journeys: 2_000 },
  shapley: { conversions: 0, journeys: 0 },
  shapley_rate: { conversions: 2_000, journeys: 2_000 },
};

export type DataDrivenSettings = {
  readonly order: MarkovOrder;
  readonly minimum: MinimumSample;
  /** Null: no interval. */
  readonly bootstrap: BootstrapOptions | null;
  /** Position based, for when the sample is too small. */
  readonly fallback: HeuristicSettings;
};

export type DataDrivenFit = {
  readonly model: DataDrivenModel;
  /** `fallback`: too little was seen, `shares` are those of the position based model. */
  readonly basis: DataDrivenModel | 'fallback';
  readonly sample: MinimumSample;
  readonly minimum: MinimumSample;
  /** The share of journeys that convert. */
  readonly baseProbability: number;
  readonly sources: readonly string[];
  /** By source, of what the basis is: removal effects, or credited conversions, or differences of rates. */
  readonly effects: Float64Array;
  /** By source: its part of all credit, summing to 1, or all 0 where nothing converted. */
  readonly shares: Float64Array;
  /** Of `shares`; null when not asked for. */
  readonly interval: Interval | null;
};

type Estimate = { readonly effects: Float64Array; readonly shares: Float64Array };

function additive(effects: Float64Array): Estimate {
  return { effects, shares: sharesOf(effects) };
}

function estimatorOf(
  basis: DataDrivenFit['basis'],
  settings: DataDrivenSettings,
): (table: PathTable) => Estimate {
  switch (basis) {
    case 'markov':
      return (table) => markovRemoval(table, settings.order);
    case 'shapley':
      return (table) => additive(additiveShapley(table).conversions);
    case 'shapley_rate':
      return (table) => coalitionShapley(table);
    case 'fallback':
      return (table) => {
        const totals = heuristicTotals('position', table, () => false, settings.fallback);
        return additive(totals?.conversions ?? new Float64Array(table.sources.length));
      };
  }
}

/**
 * Fits a data-driven model to journeys. Under the minimum it says so in `basis` and shares by position
 * instead. The interval, when asked for, is that of whatever the basis is.
 */
export function fitDataDriven(
  model: DataDrivenModel,
  table: PathTable,
  settings: Partial<DataDrivenSettings> = {},
): DataDrivenFit {
  const all: DataDrivenSettings = {
    order: 1,
    minimum: DEFAULT_MINIMUM[model],
    bootstrap: null,
    fallback: DEFAULT_HEURISTIC_SETTINGS,
    ...settings,
  };
  const conversions = total(table.conversions);
  const sample = { conversions, journeys: conversions + total(table.nulls) };
  const enough =
    sample.conversions >= all.minimum.conversions && sample.journeys >= all.minimum.journeys;
  const basis = enough ? model : 'fallback';
  const estimate = estimatorOf(basis, all);
  const { effects, shares } = estimate(table);
  return {
    model,
    basis,
    sample,
    minimum: all.minimum,
    baseProbability: sample.journeys > 0 ? conversions / sample.journeys : 0,
    sources: table.sources,
    effects,
    shares,
    interval: all.bootstrap
      ? bootstrap(table, (resampled) => estimate(resampled).shares, all.bootstrap)
      : null,
  };
}
