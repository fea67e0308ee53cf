import type { StandinRequest } from '../http.ts';
import type { Shop, Visit, World } from '../state/world.ts';
import type { Browser } from './browser-state.ts';

const SESSION_IDLE_MS = 30 * 60_000;
const JOURNEY_MS = 30 * 86_400_000;

/**
 * Notes a page view. A visit begins with the first page of a session; a session ends after half an
 * hour without a page, at midnight UTC, with an order, and when the browser arrives anew from a
 * campaign or another site. (Shopify publishes no exact rule for the last; this one lets a person
 * who tries several links in one browser see each of them count.)
 */
export function recordVisit(
  world: World,
  shop: Shop,
  request: StandinRequest,
  browser: Browser,
): void {
  const now = world.clock.now();
  const { session } = browser;
  const landingSite = request.url.pathname + request.url.search;
  const referrer = foreignReferrer(world, shop, request);
  const alive =
    session !== null &&
    now - session.lastSeenAt < SESSION_IDLE_MS &&
    utcDay(now) === utcDay(session.startedAt);
  const reload =
    session !== null && session.landingSite === landingSite && session.referrer === referrer;
  const utm = utmOf(request.url.searchParams);
  const arrival = Object.keys(utm).length > 0 || referrer !== null;
  if (alive && (!arrival || reload)) {
    session.lastSeenAt = now;
    return;
  }
  browser.session = { startedAt: now, lastSeenAt: now, landingSite, referrer };
  browser.visits.push({
    landingPage: `https://${shop.domain}${landingSite}`,
    referrerUrl: referrer,
    occurredAt: now,
    utm,
  });
}

/** The visits that a customer journey ending now covers: those of the last 30 days. */
export function journeyOf(browser: Browser, now: number): Omit<Visit, 'id'>[] {
  return browser.visits.filter((visit) => now - visit.occurredAt <= JOURNEY_MS);
}

function utmOf(query: URLSearchParams): Visit['utm'] {
  const utm: Visit['utm'] = {};
  for (const part of ['source', 'medium', 'campaign', 'content', 'term'] as const) {
    const value = query.get(`utm_${part}`);
    if (value) utm[part] = value;
  }
  return utm;
}

/** The Referer unless it is the shop itself or its admin. */
function foreignReferrer(world: World, shop: Shop, request: StandinRequest): string | null {
  const { referer } = request.headers;
  if (!referer || !URL.canParse(referer)) return null;
  const { host, hostname } = new URL(referer);
  const own = [shop.domain, request.url.host, new URL(world.origin).host];
  // Local browsers reach the shop by a name of their own.
  const isLocalName = hostname === `${shop.domain.split('.')[0]}.localhost`;
  return own.includes(host) || isLocalName ? null : referer;
}

function utcDay(epochMs: number): number {
  return Math.floor(epochMs / 86_400_000);
}
