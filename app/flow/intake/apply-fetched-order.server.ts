import type { Tx } from '#app/db/client.server.ts';
import { findOrder, lockOrders } from '#app/db/order-store.server.ts';
import type { ShopRow } from '#app/db/shop-store.server.ts';
import type { OrderTelling } from '#app/domain/order-telling.ts';
import { applyOrder } from './apply-order.server.ts';

/**
 * An order as the Admin API tells it → its facts, as by a webhook. Idempotent, as every telling is. Where a webhook
 * told the order before, the page it began on stands: what Shopify worked out afterwards may be another visit.
 * `askedAt`: when Shopify was asked, since a webhook sent later knows more.
 */
export async function applyFetchedOrder(
  tx: Tx,
  shop: ShopRow,
  telling: OrderTelling,
  askedAt: Date,
): Promise<void> {
  await lockOrders(tx, shop.id);
  const known = await findOrder(tx, shop.id, telling.orderId);
  const told = known?.landingSite
    ? { ...telling, landingSite: known.landingSite, referringSite: known.referringSite }
    : telling;
  await applyOrder(tx, shop, told, askedAt);
}
