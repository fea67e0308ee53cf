import { AppError } from '../app-error.ts';
import type { BootstrapOptions } from '../models/bootstrap.ts';
import type { MarkovOrder } from '../models/markov.ts';
import {
  checkHeuristicSettings,
  DEFAULT_HEURISTIC_SETTINGS,
  HEURISTIC_MODELS,
  type HeuristicSettings,
} from '../models/model-settings.ts';

/** What `all` means, in the order of the report. */
export const ALL_MODELS = [...HEURISTIC_MODELS, 'markov', 'shapley'] as const;

/** What may be asked for by name. */
export const KNOWN_MODELS = [...ALL_MODELS, 'shapley_rate'] as const;
export type ReportModel = (typeof KNOWN_MODELS)[number];

/** Options as they were typed; what is missing takes its default. */
export type WrittenOptions = {
  readonly models?: string;
  readonly order?: string;
  readonly 'half-life'?: string;
  readonly position?: string;
  readonly bootstrap?: string;
  readonly seed?: string;
  readonly 'transition-matrix'?: boolean;
};

export type AttributeOptions = {
  readonly models: readonly ReportModel[];
  /** Whether the models were named, and each must be there, or all that can be had are wanted. */
  readonly named: boolean;
  readonly order: MarkovOrder;
  readonly settings: HeuristicSettings;
  readonly bootstrap: BootstrapOptions | null;
  readonly transitionMatrix: boolean;
};

function wrong(message: string): AppError {
  return new AppError('invalid_input', message);
}

function wholeNumber(option: string, text: string, from: number, to: number): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= from && number <= to) return number;
  throw wrong(`--${option} must be a whole number from ${from} to ${to}, not “${text}”.`);
}

function decimal(option: string, text: string): number {
  if (/^\d+(?:\.\d+)?$/.test(text.trim())) return Number(text);
  throw wrong(`--${option} must be written in plain numbers, not “${text}”.`);
}

function readModels(text: string): Pick<AttributeOptions, 'models' | 'named'> {
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  const asked = new Set(names);
  for (const name of asked) {
    if (name !== 'all' && !KNOWN_MODELS.some((model) => model === name)) {
      throw wrong(`There is no model “${name}”. There are: all, ${KNOWN_MODELS.join(', ')}.`);
    }
  }
  const all: readonly string[] = asked.has('all') ? ALL_MODELS : [];
  return {
    models: KNOWN_MODELS.filter((model) => asked.has(model) || all.includes(model)),
    named: !asked.has('all'),
  };
}

function readSettings(position: string | undefined, halfLife: string | undefined) {
  let { firstPercent, lastPercent, halfLifeDays } = DEFAULT_HEURISTIC_SETTINGS;
  if (position !== undefined) {
    const parts = position.split(',').map((part) => decimal('position', part));
    const [first = 0, between = 0, last = 0] = parts;
    if (parts.length !== 3 || Math.abs(first + between + last - 100) > 1e-9) {
      throw wrong('--position must be three numbers that sum to 100, like 40,20,40.');
    }
    [firstPercent, lastPercent] = [first, last];
  }
  if (halfLife !== undefined) halfLifeDays = decimal('half-life', halfLife);
  const settings: HeuristicSettings = { firstPercent, lastPercent, halfLifeDays };
  checkHeuristicSettings(settings);
  return settings;
}

/** @throws AppError invalid_input with a sentence that says which option is wrong, and how it should be */
export function readAttributeOptions(written: WrittenOptions): AttributeOptions {
  const order = wholeNumber('order', written.order ?? '1', 1, 2);
  const seed = wholeNumber('seed', written.seed ?? '1', 0, 2 ** 31 - 1);
  return {
    ...readModels(written.models ?? 'all'),
    order: order === 1 ? 1 : 2,
    settings: readSettings(written.position, written['half-life']),
    bootstrap:
      written.bootstrap === undefined
        ? null
        : { replicates: wholeNumber('bootstrap', written.bootstrap, 20, 100_000), seed },
    transitionMatrix: written['transition-matrix'] ?? false,
  };
}
