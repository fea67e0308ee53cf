import { DateTime } from 'luxon';
import { AppError } from './app-error.ts';

/** Whole days from `from` to `to`, both YYYY-MM-DD and both included, in the shop's time zone. */
export type Period = { readonly from: string; readonly to: string };

/** Periods a merchant picks by name: so many days up to and including today. */
export const PERIOD_PRESETS = ['7d', '30d', '90d', '120d', '365d'] as const;
export type PeriodPreset = (typeof PERIOD_PRESETS)[number];

const DAY_MS = 86_400_000;

function utcDay(day: string): DateTime<true> {
  const date = DateTime.fromFormat(day, 'yyyy-MM-dd', { zone: 'utc' });
  if (!date.isValid) {
    throw new AppError('invalid_input', `“${day.slice(0, 40)}” is not a day (YYYY-MM-DD).`);
  }
  return date;
}

/** The day (YYYY-MM-DD) an instant falls on in an IANA time zone. @throws AppError invalid_input */
export function dayOf(instant: Date, timeZone: string): string {
  const local = DateTime.fromJSDate(instant, { zone: timeZone });
  if (!local.isValid) {
    throw new AppError('invalid_input', `No day for this instant in the time zone “${timeZone}”.`);
  }
  return local.toISODate();
}

/**
 * The first instant of a day in an IANA time zone, also where that day begins at one o'clock, has two
 * midnights, or was skipped altogether (then the first instant after it).
 * @throws AppError invalid_input
 */
export function startOfDay(day: string, timeZone: string): Date {
  utcDay(day);
  const midnight = DateTime.fromISO(day, { zone: timeZone }).startOf('day');
  if (!midnight.isValid) {
    throw new AppError('invalid_input', `“${timeZone}” is not a time zone.`);
  }
  // Where the clock goes back over midnight (Havana, the Azores) there are two: the day begins at the first.
  const instants = [midnight, ...midnight.getPossibleOffsets()].map((time) => time.toMillis());
  return new Date(Math.min(...instants));
}

/** The day `count` days later (earlier when negative). @throws AppError invalid_input */
export function addDays(day: string, count: number): string {
  return utcDay(day).plus({ days: count }).toISODate();
}

/** How many days `to` lies after `from`; negative when before. @throws AppError invalid_input */
export function daysBetween(from: string, to: string): number {
  return (utcDay(to).toMillis() - utcDay(from).toMillis()) / DAY_MS;
}

/** The period of the same length that ends the day before. @throws AppError invalid_input */
export function previousPeriod(period: Period): Period {
  const length = daysBetween(period.from, period.to) + 1;
  return { from: addDays(period.from, -length), to: addDays(period.from, -1) };
}

/** The days of a preset, ending with `today` (YYYY-MM-DD in the shop's time zone). */
export function periodFromPreset(preset: PeriodPreset, today: string): Period {
  return { from: addDays(today, 1 - Number.parseInt(preset, 10)), to: today };
}
