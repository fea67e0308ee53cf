import { DateTime } from 'luxon';
import { dayOf } from '#app/domain/day.ts';
import { formatDecimal, money } from '#app/domain/money.ts';

/**
 * An amount on its way to the screen: a plain decimal with exactly the currency's decimals, so that it
 * survives JSON without loss and nobody has to know minor units. `formatAmount` of ui makes it readable.
 */
export type ShownMoney = { readonly amount: string; readonly currency: string };

/** An instant on its way to the screen: for machines (ISO, UTC) and for people, in the shop's time zone. */
export type ShownInstant = { readonly iso: string; readonly text: string };

export function shownMoney(minor: bigint, currency: string): ShownMoney {
  return { amount: formatDecimal(money(minor, currency)), currency };
}

export function shownMoneyOrNull(minor: bigint | null, currency: string): ShownMoney | null {
  return minor === null ? null : shownMoney(minor, currency);
}

/** "Mar 5, 2026, 14:07". */
export function shownInstant(at: Date, timeZone: string): ShownInstant {
  const local = DateTime.fromJSDate(at, { zone: timeZone }).setLocale('en');
  return { iso: at.toISOString(), text: local.toFormat('MMM d, yyyy, HH:mm') };
}

export function shownInstantOrNull(at: Date | null, timeZone: string): ShownInstant | null {
  return at ? shownInstant(at, timeZone) : null;
}

/** "Mar 5, 2026" of a day written YYYY-MM-DD. */
export function shownDay(day: string): string {
  return DateTime.fromISO(day, { zone: 'utc' }).setLocale('en').toFormat('MMM d, yyyy');
}

/** The day, YYYY-MM-DD, of a date column: Prisma gives it as midnight UTC. */
export function dayOfColumn(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** How long ago, in one unit: "12 s ago", "3 min ago", "5 h ago", then days. Never negative. */
export function agoText(at: Date, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 1000));
  if (seconds < 2) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86_400);
  return days === 1 ? '1 day ago' : `${days} days ago`;
}

/** Today in the shop's time zone. */
export function todayIn(timeZone: string, now: Date): string {
  return dayOf(now, timeZone);
}
