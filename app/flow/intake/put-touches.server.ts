import { getChannelRules } from '#app/db/channel-rule-store.server.ts';
import type { OrderHead } from '#app/db/order-store.server.ts';
import { findOwners } from '#app/db/owner-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { replaceOrderTouches } from '#app/db/touchpoint-store.server.ts';
import { type ClaimedTrace, ownersWithClaim } from '#app/domain/claim.ts';
import {
  type OrderTouch,
  type Owner,
  touchesOfOrder,
  tracesOf,
} from '#app/domain/order-touches.ts';

/** The touchpoints that an order's evidence makes, and the source keys of those that stand without it. */
export type OwnTouches = { touches: OrderTouch[]; kept: string[] };

/** An order and the codes on it → its own touchpoints, as if `claim` were granted where one is given. */
export async function ownTouchesOf(
  tx: Statements,
  shop: ShopRow,
  order: OrderHead,
  codes: readonly string[],
  claim: { trace: ClaimedTrace; owner: Owner } | null = null,
): Promise<OwnTouches> {
  const evidence = { ...order, codes };
  const traces = tracesOf(evidence);
  const found = await findOwners(tx, shop.id, traces);
  const owners = claim ? ownersWithClaim(found, traces, claim) : found;
  const hasLanding = order.landingSite !== null || order.referringSite !== null;
  const rules = hasLanding ? await getChannelRules(tx, shop.id) : [];
  const touches = touchesOfOrder(evidence, owners, ownHosts(shop), rules);
  if (order.erasedAt === null) return { touches, kept: [] };
  // The evidence of the landing is erased; what was made of it stands, and the codes name no person.
  const kept = [`order:${order.orderId}:landing`, `order:${order.orderId}:none`];
  return { touches: touches.filter(({ kind }) => kind === 'code'), kept };
}

/** Makes an order's own touchpoints what its evidence says. Idempotent by their source keys. */
export async function putTouches(
  tx: Statements,
  shop: ShopRow,
  order: OrderHead,
  codes: readonly string[],
): Promise<void> {
  const { touches, kept } = await ownTouchesOf(tx, shop, order, codes);
  await replaceOrderTouches(tx, shop.id, order.orderId, touches, kept);
}

function ownHosts(shop: ShopRow): string[] {
  const host = URL.parse(shop.primaryUrl)?.hostname;
  return host ? [shop.domain, host] : [shop.domain];
}
