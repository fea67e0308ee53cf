import { referrerAddress, storefrontAddress } from './storefront-address.ts';
import type { Utm } from './utm.ts';

/** A visit of an order's customer journey, as Shopify tells it. Addresses are whole URLs. */
export type JourneyVisit = {
  /** Shopify's global id. */
  readonly id: string;
  readonly occurredAt: Date;
  readonly landingPage: string | null;
  readonly referrerUrl: string | null;
  readonly utm: Utm;
};

/** A visit as it is kept: of its addresses only what tells where it came from. */
export type JourneyMoment = Omit<JourneyVisit, 'id'> & { readonly momentId: string };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** As far back as an installation reaches, so that the orders of before are asked for as well. */
const OLDEST_DAYS = 60;

/** Sales that nobody came to by the shop's pages. */
const WITHOUT_VISIT: ReadonlySet<string> = new Set(['pos', 'shopify_draft_order']);

/** Shopify works a journey out within minutes as a rule, sometimes within hours. */
const FIRST_WAIT_MS = MINUTE_MS;
const WAITS_MS = [5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 12 * HOUR_MS, 24 * HOUR_MS];

/**
 * When Shopify is first asked for an order's journey: a minute after the order, at once for one that is older than
 * that. Null where none is to be expected, or the order is older than 60 days.
 */
export function firstAskAt(
  order: { readonly sourceName: string | null; readonly processedAt: Date },
  now: Date,
): Date | null {
  const age = now.getTime() - order.processedAt.getTime();
  if (age > OLDEST_DAYS * DAY_MS || WITHOUT_VISIT.has(order.sourceName ?? '')) return null;
  const wait = Math.min(Math.max(FIRST_WAIT_MS - age, 0), FIRST_WAIT_MS);
  return new Date(now.getTime() + wait);
}

/** When to ask again after `attempts` answers that there is no journey yet; null when it is time to give up. */
export function nextAskAt(attempts: number, now: Date): Date | null {
  const wait = WAITS_MS[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}

/**
 * The visits that led to an order, by their time: those until it was processed, each once, with as much of their
 * addresses as the app may know.
 */
export function momentsOf(visits: readonly JourneyVisit[], processedAt: Date): JourneyMoment[] {
  const byId = new Map(visits.map((visit) => [visit.id, visit]));
  return [...byId.values()]
    .filter(({ occurredAt }) => occurredAt.getTime() <= processedAt.getTime())
    .sort((left, right) => left.occurredAt.getTime() - right.occurredAt.getTime())
    .map(({ id, occurredAt, landingPage, referrerUrl, utm }) => ({
      momentId: id,
      occurredAt,
      landingPage: landingPage === null ? null : pageOf(landingPage),
      referrerUrl: referrerUrl === null ? null : referrerAddress(referrerUrl),
      utm,
    }));
}

function pageOf(landingPage: string): string | null {
  const url = URL.parse(landingPage);
  return storefrontAddress(url ? url.pathname + url.search : landingPage);
}
