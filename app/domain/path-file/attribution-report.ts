import { AppError } from '../app-error.ts';
import { additiveShapley } from '../models/additive-shapley.ts';
import { type DataDrivenModel, DEFAULT_MINIMUM, fitDataDriven } from '../models/data-driven.ts';
import { heuristicTotals, type SourceTotals } from '../models/heuristic-totals.ts';
import { HEURISTIC_MODELS, type HeuristicModel } from '../models/model-settings.ts';
import { type PathTable, total } from '../models/path-table.ts';
import { compareNames, type Transition, transitionMatrix } from '../models/transition-matrix.ts';
import type { AttributeOptions, ReportModel } from './attribute-options.ts';
import type { PathFile } from './path-file-reader.ts';

export type ChannelCredit = {
  readonly channel: string;
  readonly conversions: number;
  readonly value: number;
};

/** A channel's share of all credit and the middle 95 % of it over resampled journeys. */
export type ChannelInterval = {
  readonly channel: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
};

/** What `npm run attribute -- --json` prints. Every list of channels is sorted by name, by code unit. */
export type AttributionReport = {
  readonly models: Readonly<Partial<Record<ReportModel, readonly ChannelCredit[]>>>;
  /** Of the Markov model; empty when it was not asked for. */
  readonly removal_effects: readonly { readonly channel: string; readonly effect: number }[];
  readonly base_probability: number;
  readonly intervals?: Readonly<Partial<Record<DataDrivenModel, readonly ChannelInterval[]>>>;
  readonly transition_matrix?: readonly Transition[];
};

/** What should be known about a report but is no part of it, as sentences. */
export type ReportNotes = readonly string[];

const isDirect = (source: string) => /^\(?direct\)?$/i.test(source);

function isHeuristic(model: ReportModel): model is HeuristicModel {
  return HEURISTIC_MODELS.some((heuristic) => heuristic === model);
}

/** By name; `pick` sees the number of the source. */
function byChannel<Row>(table: PathTable, pick: (channel: string, source: number) => Row): Row[] {
  return [...table.sources.keys()]
    .sort((left, right) =>
      compareNames(table.sources[left] as string, table.sources[right] as string),
    )
    .map((source) => pick(table.sources[source] as string, source));
}

/** All conversions and all value, each by the same shares. */
function shareOut(table: PathTable, shares: Float64Array): SourceTotals {
  const conversions = total(table.conversions);
  const values = total(table.values);
  return {
    conversions: shares.map((share) => conversions * share),
    values: shares.map((share) => values * share),
  };
}

type Fitted = ReturnType<typeof fitDataDriven>;

/**
 * Runs the models over a file. Nothing falls back here, however small the file: it is meant to be compared
 * with other tools; a note says where the app itself would not trust the sample.
 * @throws AppError invalid_input when time decay was named and the file carries no times
 */
export function attributionReport(
  { table, hasNulls }: PathFile,
  options: AttributeOptions,
): { report: AttributionReport; notes: ReportNotes } {
  const notes: string[] = [];
  const fits = new Map<ReportModel, Fitted>();
  const learn = (model: DataDrivenModel): Fitted => {
    const fitted = fitDataDriven(model, table, {
      order: options.order,
      minimum: { conversions: 0, journeys: 0 },
      bootstrap: options.bootstrap,
    });
    const { conversions } = DEFAULT_MINIMUM[model];
    if (fitted.sample.conversions < conversions) {
      const seen = fitted.sample.conversions;
      notes.push(
        `${model}: under ${conversions} conversions (${seen} here) the app itself shares by position.`,
      );
    }
    fits.set(model, fitted);
    return fitted;
  };
  const creditOf = (model: ReportModel): SourceTotals | null => {
    if (isHeuristic(model)) return heuristicTotals(model, table, isDirect, options.settings);
    const { shares } = learn(model);
    return model === 'shapley' ? additiveShapley(table) : shareOut(table, shares);
  };

  const models: Partial<Record<ReportModel, ChannelCredit[]>> = {};
  for (const model of options.models) {
    const credit = creditOf(model);
    if (credit === null) {
      const reason = `${model} needs a file with times (id, occurred_at, channel, converted, value)`;
      if (options.named) throw new AppError('invalid_input', `${reason}.`);
      notes.push(`${reason} and is left out.`);
      continue;
    }
    models[model] = byChannel(table, (channel, source) => ({
      channel,
      conversions: credit.conversions[source] as number,
      value: credit.values[source] as number,
    }));
  }
  const markov = fits.get('markov');
  if (markov && !hasNulls) {
    notes.push('markov: no column total_null, so every journey converts and the base is 1.');
  }
  const conversions = total(table.conversions);
  const journeys = conversions + total(table.nulls);
  const report: AttributionReport = {
    models,
    removal_effects: markov
      ? byChannel(table, (channel, source) => ({
          channel,
          effect: markov.effects[source] as number,
        }))
      : [],
    base_probability: journeys > 0 ? conversions / journeys : 0,
    ...(options.bootstrap ? { intervals: intervalsOf(table, fits) } : {}),
    ...(options.transitionMatrix
      ? { transition_matrix: transitionMatrix(table, options.order) }
      : {}),
  };
  return { report, notes };
}

function intervalsOf(table: PathTable, fits: ReadonlyMap<ReportModel, Fitted>) {
  return Object.fromEntries(
    [...fits].map(([model, { shares, interval }]) => [
      model,
      byChannel(table, (channel, source) => ({
        channel,
        share: shares[source] as number,
        low: interval?.low[source] ?? 0,
        high: interval?.high[source] ?? 0,
      })),
    ]),
  );
}
