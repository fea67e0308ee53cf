import { agoText, type ShownInstant, shownInstant } from './shown.ts';

/** How far the data has come, as a sentence and as numbers. */
export type ShownFreshness = {
  readonly lastOrder: (ShownInstant & { readonly ago: string }) | null;
  readonly waiting: number;
  readonly parked: number;
  readonly ordersDue: number;
  /** True when everything that was received is in the figures, or waits for the merchant. */
  readonly upToDate: boolean;
};

/** What the database says of the way from the door to the credit, at `now`. */
export function shownFreshness(
  read: { lastOrderAt: Date | null; waiting: number; parked: number; ordersDue: number },
  timeZone: string,
  now: Date,
): ShownFreshness {
  const { lastOrderAt, waiting, parked, ordersDue } = read;
  return {
    lastOrder: lastOrderAt && {
      ...shownInstant(lastOrderAt, timeZone),
      ago: agoText(lastOrderAt, now),
    },
    waiting,
    parked,
    ordersDue,
    upToDate: waiting === 0 && ordersDue === 0,
  };
}
