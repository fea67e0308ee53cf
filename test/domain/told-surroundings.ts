import type { StitchEvidence } from '#app/domain/journey-evidence.ts';
import { type StitchedOrder, stitch } from '#app/domain/stitch.ts';

/** An hour and minute of one day. */
export const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 4, 1, hour, minute));

/** What was told around order 1. */
export type Given = {
  orders?: Record<string, { at: Date; customer: number | null; token?: string }>;
  /** Browser, kind, number of the order. */
  ties?: [string, 'checkout' | 'order' | 'cart', number][];
  /** Click → when, and the door's cookie. */
  clicks?: Record<string, { at: Date; cookie?: string }>;
  /** Click, browser, when its visit was. */
  told?: [string, string, Date][];
  visits?: [string, Date][];
  carried?: [number, string][];
};

/** The same as the domain takes it. */
export function evidence(given: Given): StitchEvidence {
  return {
    orders: Object.entries(given.orders ?? {}).map(
      ([id, { at: processedAt, customer, token }]) => ({
        orderId: BigInt(id),
        customerId: customer === null ? null : BigInt(customer),
        processedAt,
        checkoutToken: token ?? null,
      }),
    ),
    ties: (given.ties ?? []).map(([visitorId, by, id]) => ({ visitorId, by, orderId: BigInt(id) })),
    carried: (given.carried ?? []).map(([id, clickId]) => ({ orderId: BigInt(id), clickId })),
    tellings: (given.told ?? []).map(([clickId, visitorId, time]) => ({
      clickId,
      visitorId,
      at: time,
    })),
    clicks: Object.entries(given.clicks ?? {}).map(([clickId, click]) => ({
      clickId,
      slug: 'jane',
      occurredAt: click.at,
      address: '/',
      referrerHost: null,
      adClick: null,
      cookie: click.cookie ?? null,
    })),
    visits: (given.visits ?? []).map(([visitorId, occurredAt], place) => ({
      eventId: `${visitorId}${place}`,
      visitorId,
      occurredAt,
      url: '/',
      referrer: null,
    })),
  };
}

/** Of order 1: its clicks and its visits' browsers, each with its join. */
export function stitched(given: Given, named: Partial<StitchedOrder> = {}) {
  const all = evidence(given);
  const own = all.orders.find(({ orderId }) => orderId === 1n);
  if (!own) throw new Error('the order is missing');
  const { clicks, visits } = stitch({ ...own, landingClick: null, cartClick: null, ...named }, all);
  return [
    ...clicks.map(({ clickId, joinedBy }) => `${clickId} ${joinedBy}`),
    ...visits.map(({ visitorId, joinedBy }) => `${visitorId} ${joinedBy}`),
  ].sort();
}
