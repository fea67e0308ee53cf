/** One answer of the home view: when it was complete, and the revenue that it showed. */
export type HomeReading = { at: number; revenueMinor: number };

/** What the home view's answers say of the orders, in the order in which these were sent. */
export type Sightings = {
  /** When each order was first seen for certain; null where it never was. */
  seenAt: (number | null)[];
  /** How many answers showed exactly the first n orders, for some n. */
  exact: number;
};

/**
 * Finds out from the revenue shown which orders it includes. `revenues` are the orders' own, all above zero, so
 * that each sum of the first n belongs to one n. An answer that shows something else (a later order overtook
 * an earlier one) is passed over, which can only make an order seem later than it was.
 */
export function sightings(revenues: readonly number[], answers: readonly HomeReading[]): Sightings {
  const countOf = new Map<number, number>([[0, 0]]);
  let sum = 0;
  for (const [place, revenue] of revenues.entries()) {
    sum += revenue;
    countOf.set(sum, place + 1);
  }
  const seenAt: (number | null)[] = revenues.map(() => null);
  let seen = 0;
  let exact = 0;
  for (const { at, revenueMinor } of answers) {
    const count = countOf.get(revenueMinor);
    if (count === undefined) continue;
    exact += 1;
    for (; seen < count; seen += 1) seenAt[seen] = at;
  }
  return { seenAt, exact };
}
