import type { ObjectFinding } from '#app/db/shopify-object-store.server.ts';
import type { ShopifyDiscount } from '#app/shopify/outbound/discount-query.ts';
import {
  activateDiscount,
  type DiscountDates,
  deactivateDiscount,
  setDiscountDates,
} from '#app/shopify/outbound/discount-switch.ts';
import { failed, live, off, type Provisioning } from './provisioning.server.ts';

/**
 * Switches a discount of ours on or off. Off is EXPIRED in Shopify. An offer whose end has passed stays
 * EXPIRED and counts as live, since that is what the offer says. Terms that the merchant changed by hand stay,
 * but for an end that switching off has overwritten.
 */
export async function switchDiscount(
  work: Provisioning,
  found: ShopifyDiscount,
): Promise<ObjectFinding> {
  const { client, plan, wanted } = work;
  const { gid } = found;
  if (wanted === 'off') {
    if (found.status === 'EXPIRED') return off(gid);
    const { refused } = await deactivateDiscount(client, gid);
    return refused ? failed(gid, refused) : off(gid);
  }
  if (isOver(plan.offer)) return live(gid);
  if (found.status !== 'EXPIRED') return keepDates(work, gid, found);
  const outcome = await activateDiscount(client, gid);
  return outcome.made ? keepDates(work, gid, outcome.made) : failed(gid, outcome.refused);
}

function isOver({ endsAt }: DiscountDates): boolean {
  return endsAt !== null && endsAt.getTime() <= Date.now();
}

async function keepDates(
  { client, plan }: Provisioning,
  gid: string,
  { endsAt }: DiscountDates,
): Promise<ObjectFinding> {
  const { offer } = plan;
  if (endsAt !== null || offer.endsAt === null) return live(gid);
  const kind = offer.kind === 'free_shipping' ? 'free_shipping' : 'basic';
  const { refused } = await setDiscountDates(client, gid, kind, offer);
  return refused ? failed(gid, refused) : live(gid);
}
