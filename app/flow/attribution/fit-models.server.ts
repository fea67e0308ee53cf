import { attributionTerms } from '#app/db/attribution-terms-store.server.ts';
import { getChannelRules } from '#app/db/channel-rule-store.server.ts';
import {
  convertingJourneys,
  type LostContact,
  latestFit,
  lostContacts,
  markSharedOrdersDue,
  putFit,
} from '#app/db/model-fit-store.server.ts';
import { findOwners } from '#app/db/owner-store.server.ts';
import { findShopById, type ShopRow } from '#app/db/shop-store.server.ts';
import { inStatements, type Statements, statements } from '#app/db/statements.server.ts';
import type { ChannelRule } from '#app/domain/channel-rule.ts';
import { addDays, dayOf } from '#app/domain/day.ts';
import { type EqualJourneys, FIT_DAYS, fitShop, sourcesOfVisits } from '#app/domain/model-fit.ts';
import { type Sighting, sightingOfClick, sightingOfVisit } from '#app/domain/sighting.ts';
import { tracesOf } from '#app/domain/visit-traces.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** Browsers that are read at once; their journeys are kept only as counts. */
const BATCH = 5_000;
const DAY_MS = 86_400_000;

/**
 * A shop's journeys of the last 90 days → what the Markov model goes by from now on, and attribution due for the
 * orders of these days in which it has a say; older ones keep what their own time taught. With too little data the
 * model shares by position, and as long as that stays so no order is due.
 * Idempotent: the same journeys give the same effects under a new number.
 */
export async function fitModels(shopId: number, now: Date = new Date()): Promise<void> {
  const tx = statements();
  const shop = await findShopById(tx, shopId);
  const terms = await attributionTerms(tx, shopId);
  if (!shop || !terms) return;
  const since = addDays(dayOf(now, terms.timeZone), -FIT_DAYS);
  const converting = await convertingJourneys(tx, shopId, since);
  const lost = await lostJourneys(tx, shop, new Date(now.getTime() - FIT_DAYS * DAY_MS));
  const made = fitShop(converting, lost, terms.shown.rules.minimumConversions);
  await inStatements(async (tx) => {
    const last = await latestFit(tx, shopId);
    const isStillFallback = last?.basis === 'fallback' && made.basis === 'fallback';
    await putFit(tx, shopId, isStillFallback ? last.fit : (last?.fit ?? 0) + 1, made, now);
    const wasShared = last?.basis === 'markov';
    if (made.basis === 'fallback' && !wasShared) return;
    if ((await markSharedOrdersDue(tx, shopId, since)) > 0) {
      await enqueue(tx, 'attribute-orders', { shopId });
    }
  });
}

/** Of browsers that are tied to no order; what nobody's browser can be told of is left out. */
async function lostJourneys(tx: Statements, shop: ShopRow, since: Date): Promise<EqualJourneys[]> {
  const rules = await getChannelRules(tx, shop.id);
  const counts = new Map<string, EqualJourneys>();
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const contacts = await lostContacts(tx, shop.id, since, after, BATCH);
    for (const sources of await sourcesOfContacts(tx, shop, contacts, rules)) {
      const key = sources.join('>');
      const journeys = (counts.get(key)?.journeys ?? 0) + 1;
      if (sources.length > 0) counts.set(key, { sources, journeys });
    }
    const last = contacts.at(-1);
    if (!last) return [...counts.values()];
    after = last.visitorId;
  }
}

async function sourcesOfContacts(
  tx: Statements,
  shop: ShopRow,
  contacts: readonly LostContact[],
  rules: readonly ChannelRule[],
): Promise<string[][]> {
  const host = URL.parse(shop.primaryUrl)?.hostname;
  const ownHosts = host ? [shop.domain, host] : [shop.domain];
  const seen = contacts.flatMap((contact) => sightingOf(contact, ownHosts) ?? []);
  const traces = tracesOf(
    seen.map((each) => [each]),
    [],
  );
  const owners = await findOwners(tx, shop.id, traces);
  const byVisitor = Map.groupBy(seen, ({ visitorId }) => visitorId);
  return [...byVisitor.values()].map((visits) => sourcesOfVisits(visits, owners, ownHosts, rules));
}

function sightingOf(contact: LostContact, ownHosts: readonly string[]): Sighting | null {
  const { visitorId, occurredAt, url, referrer, clickId, slug, adClick } = contact;
  if (occurredAt === null || url === null) return null;
  if (clickId !== null && slug !== null) {
    const told = { clickId, slug, occurredAt, address: url, referrerHost: referrer, adClick };
    return sightingOfClick({ ...told, cookie: visitorId, joinedBy: null, visitorId }, ownHosts);
  }
  const told = { eventId: '', visitorId, occurredAt, url, referrer, joinedBy: 'click' as const };
  return sightingOfVisit(told, ownHosts);
}
