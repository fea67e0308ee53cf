/** How far back Shopify shows orders to an app without read_all_orders. */
const VISIBLE_DAYS = 60;

const DAY_MS = 86_400_000;

const UNFINISHED = ['requested', 'running', 'downloading'] as const;
export const BACKFILL_STATES = [...UNFINISHED, 'done', 'failed'] as const;
export type BackfillState = (typeof BACKFILL_STATES)[number];

/** The states in which a backfill still has something to do. */
export const UNFINISHED_BACKFILL: readonly BackfillState[] = UNFINISHED;

/** How far back the orders are fetched: since this instant, or all of them (null). */
export type BackfillReach = Date | null;

/** As far back as the app may read. `scopes`: comma-separated, as granted. */
export function reachOf(scopes: string, now: Date): BackfillReach {
  const mayReadAll = scopes.split(',').some((scope) => scope.trim() === 'read_all_orders');
  return mayReadAll ? null : new Date(now.getTime() - VISIBLE_DAYS * DAY_MS);
}

/**
 * Whether a shop needs a (further) backfill: it had none since the app was installed, or the last one failed, or the
 * app may now read orders that the last one could not.
 */
export function needsBackfill(
  last: {
    readonly requestedAt: Date;
    readonly since: BackfillReach;
    readonly state: BackfillState;
  } | null,
  shop: { readonly installedAt: Date | null; readonly scopes: string },
  now: Date,
): boolean {
  if (!shop.installedAt) return false;
  if (!last || last.requestedAt < shop.installedAt || last.state === 'failed') return true;
  return last.since !== null && reachOf(shop.scopes, now) === null;
}

/**
 * The search for the orders of a backfill. Its upper bound, the instant of the request, is to be found again in the
 * bulk operation's query: by it an operation is known as the one that this request began. Later orders come by
 * webhook.
 */
export function backfillSearch(reach: BackfillReach, requestedAt: Date): string {
  const until = `created_at:<='${requestedAt.toISOString()}'`;
  return reach ? `created_at:>='${reach.toISOString()}' ${until}` : until;
}
