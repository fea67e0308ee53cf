import type { BackfillRow } from '#app/db/backfill-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { AdminClient } from '#app/shopify/outbound/admin-client.ts';

export type BackfillContext = { shop: ShopRow; admin: AdminClient; row: BackfillRow };

/** When the next step is due. */
export type NextStep = 'now' | 'ended' | { waitMs: number };

/** One step of a backfill, from the state that the row tells. */
export type BackfillStep = (context: BackfillContext) => Promise<NextStep>;

/** How often an operation may break off or a file get lost before the backfill has failed. */
export const MAX_ATTEMPTS = 5;
