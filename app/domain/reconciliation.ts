import { reachOf } from './backfill.ts';

/** How far a run looks back into the one before: an order may show up in a search later than it changed. */
const OVERLAP_MS = 10 * 60_000;
/** What changed just now may still be on its way by webhook. */
const GRACE_MS = 60_000;

export type ReconciliationWindow = { readonly from: Date; readonly to: Date };

/**
 * The changes that a run looks at: from the end of the last run that came to its end, or from the installation, up
 * to a minute ago; never further back than the app may read.
 */
export function reconciliationWindow(
  shop: { readonly installedAt: Date | null; readonly scopes: string },
  lastTo: Date | null,
  now: Date,
): ReconciliationWindow {
  const begin = lastTo ?? shop.installedAt ?? now;
  const from = new Date(begin.getTime() - OVERLAP_MS);
  const reach = reachOf(shop.scopes, now);
  const to = new Date(now.getTime() - GRACE_MS);
  return { from: reach && reach > from ? reach : from, to };
}

export type Difference = 'missing' | 'stale' | null;

/** What we lack of an order, by its updated-at there and here. Webhooks tell whole seconds only. */
export function differenceOf(there: Date, here: Date | undefined): Difference {
  if (!here) return 'missing';
  const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
  return seconds(there) > seconds(here) ? 'stale' : null;
}
