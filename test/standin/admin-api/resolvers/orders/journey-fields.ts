import { gid, type Order, type Visit } from '../../../state/world.ts';
import { type ApiContext, type ResolverMap, Tagged } from '../../engine/api-context.ts';

type Empty = Record<string, never>;

const DAY_MS = 86_400_000;
const REFERRAL_PARAMETERS = ['ref', 'source', 'r'] as const;

/** Shopify works the journey out a while after the order: until then nothing but `ready: false`. */
function isReady(order: Order, { world }: ApiContext): boolean {
  return world.clock.now() >= order.journeyReadyAt;
}

function journey(order: Order, context: ApiContext): Visit[] {
  if (!isReady(order, context)) return [];
  return [...order.visits].sort((a, b) => a.occurredAt - b.occurredAt);
}

/** The place of the order among the customer's orders, the first being 1; test orders do not count. */
function orderIndex(order: Order, context: ApiContext): number | null {
  if (order.customerId === null || !isReady(order, context)) return null;
  let earlier = 0;
  for (const other of context.shop.orders.values()) {
    if (other.test || other.customerId !== order.customerId || other.id === order.id) continue;
    if (other.processedAt <= order.processedAt) earlier += 1;
  }
  return earlier + 1;
}

function pageUrl(visit: Visit, { shop }: ApiContext): string {
  return new URL(visit.landingPage, `https://${shop.domain}`).href;
}

function sourceOf(visit: Visit): string {
  if (visit.utm.source !== undefined) return visit.utm.source;
  if (visit.referrerUrl === null) return 'direct';
  return new URL(visit.referrerUrl).hostname;
}

/** The journey that led to an order, as visits. */
export const journeyFields: ResolverMap = {
  CustomerJourneySummary: {
    ready: (order: Order, _args: Empty, context: ApiContext) => isReady(order, context),
    customerOrderIndex: (order: Order, _args: Empty, context: ApiContext) =>
      orderIndex(order, context),
    daysToConversion: (order: Order, _args: Empty, context: ApiContext) => {
      const first = journey(order, context)[0];
      return first ? Math.floor((order.processedAt - first.occurredAt) / DAY_MS) : null;
    },
    momentsCount: (order: Order, _args: Empty, context: ApiContext) =>
      isReady(order, context) ? { count: order.visits.length, precision: 'EXACT' } : null,
    firstVisit: (order: Order, _args: Empty, context: ApiContext) =>
      journey(order, context)[0] ?? null,
    lastVisit: (order: Order, _args: Empty, context: ApiContext) =>
      journey(order, context).at(-1) ?? null,
    moments: (order: Order, _args: Empty, context: ApiContext) =>
      isReady(order, context)
        ? journey(order, context).map((visit) => new Tagged('CustomerVisit', visit))
        : null,
  },
  CustomerVisit: {
    id: (visit: Visit) => gid('CustomerVisit', visit.id),
    landingPage: (visit: Visit, _args: Empty, context: ApiContext) => pageUrl(visit, context),
    referralCode: (visit: Visit, _args: Empty, context: ApiContext) => {
      const { searchParams } = new URL(pageUrl(visit, context));
      for (const name of REFERRAL_PARAMETERS) {
        const value = searchParams.get(name);
        if (value !== null) return value;
      }
      return null;
    },
    source: sourceOf,
    sourceType: () => null,
    sourceDescription: (visit: Visit) => sourceOf(visit),
    marketingEvent: () => null,
    utmParameters: (visit: Visit) =>
      Object.keys(visit.utm).length === 0
        ? null
        : { source: null, medium: null, campaign: null, content: null, term: null, ...visit.utm },
  },
};
