import { isAppError } from '#app/domain/app-error.ts';
import { MODELS, type Model } from '#app/domain/attribution-model.ts';
import {
  addDays,
  daysBetween,
  type Period,
  periodFromPreset,
  previousPeriod,
} from '#app/domain/day.ts';
import { shownDay } from './shown.ts';

/** Periods that a merchant picks by name. `custom` stands for two days of her own. */
export const PERIOD_CHOICES = ['7d', '30d', '90d', '120d', 'month', 'custom'] as const;
export type PeriodChoice = (typeof PERIOD_CHOICES)[number];

type ChosenPeriod = { readonly choice: PeriodChoice; readonly period: Period };

/** What the address of a report says, made whole: always a valid period and a model. */
export type ReportQuery = ChosenPeriod & {
  readonly previous: Period;
  readonly model: Model;
};

/** A period as the controls of a screen show it. */
export type ShownPeriod = {
  readonly choice: PeriodChoice;
  readonly from: string;
  readonly to: string;
  readonly periodText: string;
};

/** Period and model as the controls of a screen show them. */
export type ShownQuery = ShownPeriod & {
  readonly previousText: string;
  readonly model: Model;
};

const DEFAULT_CHOICE: PeriodChoice = '30d';
/** Ten years: more days than this make a table nobody can read. */
const MAX_DAYS = 3660;

/**
 * Reads `period`, `from`, `to` and `model` from an address. What is missing or wrong falls back to 30 days and the
 * shop's own model, since addresses get shortened and old ones are kept. `today` is the shop's day.
 * "This month" runs from the first to today. The previous period has the same number of days and ends the day before.
 */
export function reportQueryFrom(
  params: URLSearchParams,
  today: string,
  defaultModel: Model,
): ReportQuery {
  const model = MODELS.find((name) => name === params.get('model')) ?? defaultModel;
  const { choice, period } = periodFrom(params, today);
  return { choice, period, previous: previousPeriod(period), model };
}

/** The period of an address, for reports that ask no model; as `reportQueryFrom` reads it. */
export function periodFrom(params: URLSearchParams, today: string): ChosenPeriod {
  const choice = PERIOD_CHOICES.find((name) => name === params.get('period')) ?? DEFAULT_CHOICE;
  if (choice === 'month') return { choice, period: { from: `${today.slice(0, 8)}01`, to: today } };
  if (choice !== 'custom') return { choice, period: periodFromPreset(choice, today) };
  const period = customPeriod(params.get('from') ?? '', params.get('to') ?? '');
  return period
    ? { choice, period }
    : { choice: DEFAULT_CHOICE, period: periodFromPreset('30d', today) };
}

function customPeriod(from: string, to: string): Period | null {
  try {
    const length = daysBetween(from, to);
    return length >= 0 && length < MAX_DAYS && from > '1900-01-01' ? { from, to } : null;
  } catch (error) {
    if (isAppError(error, 'invalid_input')) return null;
    throw error;
  }
}

/** Every day of a period, in order. */
export function daysOf(period: Period): string[] {
  const length = daysBetween(period.from, period.to) + 1;
  return Array.from({ length }, (_, index) => addDays(period.from, index));
}

export function shownPeriod({ choice, period }: ChosenPeriod): ShownPeriod {
  return { choice, from: period.from, to: period.to, periodText: periodText(period) };
}

export function shownQuery({ previous, model, ...chosen }: ReportQuery): ShownQuery {
  return { ...shownPeriod(chosen), previousText: periodText(previous), model };
}

/** "Mar 5, 2026 – Mar 12, 2026", or one day. */
export function periodText({ from, to }: Period): string {
  return from === to ? shownDay(from) : `${shownDay(from)} – ${shownDay(to)}`;
}
