/**
 * Slug → the link, from memory where it was asked for a moment ago. Holds: what a merchant changes is in use
 * everywhere within 5 seconds; while the database is away, a link that was known goes on leading where it led.
 */
import { LRUCache } from 'lru-cache';
import { type DoorLink, findDoorLink } from '#app/db/link-door-store.server.ts';
import { type Storefront, storefrontOf } from '#app/domain/storefront-path.ts';
import { within } from '#app/platform/within.ts';

export type KnownLink = DoorLink & { readonly storefront: Storefront };

const FRESH_MS = 4_000;
/** Shorter, since a new link is tried at once; long enough that guessing slugs costs us nothing. */
const UNKNOWN_FRESH_MS = 1_000;
const PATIENCE_MS = 1_000;

const links = new LRUCache<string, { link: KnownLink | null }>({
  max: 100_000,
  ttl: FRESH_MS,
  // Expired is what the clock says at that moment, not some milliseconds ago.
  ttlResolution: 0,
  // Asked anew each time, so that whoever moves the clock moves this one too.
  perf: { now: () => performance.now() },
  noDeleteOnFetchRejection: true,
  noDeleteOnStaleGet: true,
  async fetchMethod(slug, _stale, { options }) {
    const found = await findDoorLink(slug);
    if (!found) options.ttl = UNKNOWN_FRESH_MS;
    return { link: found && { ...found, storefront: storefrontOf(found) } };
  },
});

/** The link of this slug, or null when there is none. @throws when the database is away and it was never known */
export async function findLink(slug: string): Promise<KnownLink | null> {
  const fresh = links.get(slug);
  if (fresh) return fresh.link;
  try {
    return (await within(PATIENCE_MS, links.fetch(slug)))?.link ?? null;
  } catch (cause) {
    const stale = links.get(slug, { allowStale: true });
    if (stale?.link) return stale.link;
    throw cause;
  }
}
