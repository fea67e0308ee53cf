/**
 * What a pixel told → rows of pixel events, and a waiting job of the shop where some may join something.
 * Idempotent by Shopify's id of each event. Resolves only after the commit; rejects when nothing was stored.
 * Holds: only shops that have the app are told of.
 */
import { LRUCache } from 'lru-cache';
import { prisma } from '#app/db/client.server.ts';
import { isDataError } from '#app/db/inbox-door-store.server.ts';
import type { NewJob } from '#app/db/job-store.server.ts';
import { type NewPixelEvents, storePixelEvents } from '#app/db/pixel-event-store.server.ts';
import { findShop } from '#app/db/shop-store.server.ts';
import type { PixelEvent } from '#app/domain/pixel-batch.ts';
import { groupCommit } from '#app/flow/intake/group-commit.server.ts';
import { jobFor } from '#app/queue/enqueue.server.ts';

/** Says whether the events were stored: not if the shop does not have the app. */
export async function recordPixelEvents(
  domain: string,
  events: readonly PixelEvent[],
): Promise<boolean> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const shopId = await shopThatCollects(domain);
    if (shopId === null) return false;
    const told = { shopId, events, isStored: false };
    await write(told);
    if (told.isStored) return true;
    // The shop took the app out, or was erased and came back, after we learned its id.
    shopIds.delete(domain);
  }
  return false;
}

type Pending = NewPixelEvents & { isStored: boolean };

const shopIds = new LRUCache<string, number>({ max: 50_000 });
/** Not for long: a shop that installs the app tells of itself within seconds. */
const strangers = new LRUCache<string, true>({ max: 10_000, ttl: 5_000 });
const jobs = new LRUCache<number, NewJob>({ max: 50_000 });

/** The id of the shop of this domain; null when it does not have the app. */
export async function shopThatCollects(domain: string): Promise<number | null> {
  const known = shopIds.get(domain);
  if (known !== undefined) return known;
  if (strangers.has(domain)) return null;
  const shop = await findShop(prisma(), domain);
  if (!shop?.installedAt || shop.uninstalledAt) {
    strangers.set(domain, true);
    return null;
  }
  shopIds.set(domain, shop.id);
  return shop.id;
}

function gatherJob(shopId: number): NewJob {
  const known = jobs.get(shopId);
  if (known) return known;
  const job = jobFor('gather-evidence', { shopId });
  jobs.set(shopId, job);
  return job;
}

/** Of an event in memory, about. */
const EVENT_BYTES = 1_000;

const write = groupCommit<Pending>({
  bytesOf: ({ events }) => events.length * EVENT_BYTES,
  isItsOwnFault: isDataError,
  limits: { items: 256, bytes: 2 * 2 ** 20, waitingBytes: 64 * 2 ** 20 },
  async write(told) {
    const gathering = new Map(told.map(({ shopId }) => [shopId, gatherJob(shopId)]));
    const live = await storePixelEvents(told, gathering);
    for (const one of told) one.isStored = live.has(one.shopId);
  },
});
