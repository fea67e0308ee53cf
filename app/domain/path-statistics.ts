import type { Ratio } from './roi.ts';

/** Consecutive contacts with one source. */
export type PathStep = { readonly source: string; readonly times: number };

/** The sources of a journey in its order → its steps: one for each run of the same source. */
export function pathSteps(sources: readonly string[]): PathStep[] {
  const steps: PathStep[] = [];
  for (const source of sources) {
    const last = steps.at(-1);
    if (last?.source === source) steps[steps.length - 1] = { source, times: last.times + 1 };
    else steps.push({ source, times: 1 });
  }
  return steps;
}

/** A class of a distribution: whole numbers from `from` up to where the next class begins. */
type Class = { readonly label: string; readonly from: number };

/** Contacts in a journey. */
export const LENGTH_CLASSES = [
  { label: '1 contact', from: 1 },
  { label: '2 contacts', from: 2 },
  { label: '3 contacts', from: 3 },
  { label: '4–5 contacts', from: 4 },
  { label: '6 or more', from: 6 },
] as const satisfies readonly Class[];

/** Days of the calendar from the first contact to the order. */
export const TIME_CLASSES = [
  { label: 'Same day', from: 0 },
  { label: '1 day', from: 1 },
  { label: '2–3 days', from: 2 },
  { label: '4–7 days', from: 4 },
  { label: '8–14 days', from: 8 },
  { label: '15–30 days', from: 15 },
  { label: 'More than 30 days', from: 31 },
] as const satisfies readonly Class[];

/**
 * Orders counted by a whole number (of contacts, of days) → orders by class, every class once and in its order.
 * `classes` rise; numbers below the first one belong to it.
 */
export function byClass(
  counts: readonly { readonly value: number; readonly orders: number }[],
  classes: readonly Class[],
): { readonly label: string; readonly orders: number }[] {
  return classes.map(({ label, from }, at) => {
    const lowest = at === 0 ? Number.NEGATIVE_INFINITY : from;
    const next = classes[at + 1]?.from ?? Number.POSITIVE_INFINITY;
    const orders = counts
      .filter(({ value }) => value >= lowest && value < next)
      .reduce((sum, count) => sum + count.orders, 0);
    return { label, orders };
  });
}

/** `part` of `whole`, both counts; null where there is nothing to be part of. */
export function countRatio(part: number, whole: number): Ratio | null {
  return whole > 0 ? { numerator: BigInt(part), denominator: BigInt(whole) } : null;
}
