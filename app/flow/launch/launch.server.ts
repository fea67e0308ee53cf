/** What the checks of a launch share. */
import type { CollaborationPlan } from '#app/db/collaboration-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { Storefront } from '#app/domain/storefront-path.ts';
import type { AdminClient } from '#app/shopify/outbound/admin-client.ts';

export type Launch = {
  readonly shop: ShopRow;
  readonly plan: CollaborationPlan;
  readonly client: AdminClient;
  readonly storefront: Storefront;
  /** Origin of this app, where its link door stands. */
  readonly appUrl: string;
  readonly at: Date;
};

/** "21 November 2026", on the shop's calendar. */
export function dayText(at: Date, { timeZone }: Pick<ShopRow, 'timeZone'>): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(at);
}

/** Whether its objects in Shopify are switched off on purpose. */
export function isSwitchedOff({ plan }: Pick<Launch, 'plan'>): boolean {
  return plan.status === 'paused' || plan.status === 'ended';
}

export const RESUME = 'Resume the collaboration first.';
