import type { Channel } from './channel.ts';

/** How a touchpoint became known. `unknown` stands in where an order has no touchpoint at all. */
export type TouchKind = 'link_click' | 'landing' | 'code' | 'survey' | 'unknown';

/** One marketing contact at one instant (UTC). `id` is unique within the shop. */
export type Touch = {
  readonly id: string;
  readonly kind: TouchKind;
  readonly channel: Channel;
  readonly influencerId: string | null;
  readonly collaborationId: string | null;
  readonly occurredAt: Date;
};

/** How many days before an order a touchpoint still counts. */
export type AttributionWindows = {
  readonly influencerDays: number;
  readonly otherDays: number;
  /** Channels with a window of their own. */
  readonly channelDays?: Readonly<Partial<Record<Channel, number>>>;
};

/** By which rule a touchpoint has no part in an order. */
export type RuledOutReason =
  | 'after_order'
  | 'outside_window'
  | 'code_not_counted'
  | 'beaten_by_code'
  | 'direct_ignored';

export type Journey = {
  readonly inWindow: readonly Touch[];
  readonly ruledOut: readonly { readonly touch: Touch; readonly reason: RuledOutReason }[];
};

const DAY_MS = 86_400_000;

// The way of a purchase, for touchpoints of one instant: arrive, then (same visit) the click that is
// recorded with it, then what is said or typed at the checkout.
const KIND_ORDER: Readonly<Record<TouchKind, number>> = {
  landing: 0,
  link_click: 1,
  survey: 2,
  code: 3,
  unknown: 4,
};

function byPlaceInJourney(left: Touch, right: Touch): number {
  const byTime = left.occurredAt.getTime() - right.occurredAt.getTime();
  if (byTime !== 0) return byTime;
  const byKind = KIND_ORDER[left.kind] - KIND_ORDER[right.kind];
  if (byKind !== 0) return byKind;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

/** The days in which a touchpoint counts: an influencer's window, else its channel's, else that of all others. */
export function windowOf(
  touch: Pick<Touch, 'influencerId' | 'channel'>,
  { influencerDays, otherDays, channelDays }: AttributionWindows,
): number {
  if (touch.influencerId !== null || touch.channel === 'influencer') return influencerDays;
  return channelDays?.[touch.channel] ?? otherDays;
}

/**
 * All touchpoints of a buyer → those that count for the order placed at `orderAt`, in order, and those
 * that do not, with the reason. A window is whole days of 24 hours back from the order; both of its ends
 * belong to it. The result does not depend on the order of `touches`.
 */
export function journeyFor(
  touches: readonly Touch[],
  orderAt: Date,
  windows: AttributionWindows,
): Journey {
  const inWindow: Touch[] = [];
  const ruledOut: { touch: Touch; reason: RuledOutReason }[] = [];
  for (const touch of [...touches].sort(byPlaceInJourney)) {
    const days = windowOf(touch, windows);
    const age = orderAt.getTime() - touch.occurredAt.getTime();
    if (age < 0) ruledOut.push({ touch, reason: 'after_order' });
    else if (age > days * DAY_MS) ruledOut.push({ touch, reason: 'outside_window' });
    else inWindow.push(touch);
  }
  return { inWindow, ruledOut };
}
