import { inTransaction, prisma } from '#app/db/client.server.ts';
import { findShopById } from '#app/db/shop-store.server.ts';
import { isAppError } from '#app/domain/app-error.ts';
import { logOf } from '#app/platform/log.server.ts';
import { fetchOrder } from '#app/shopify/outbound/order-query.ts';
import { adminOf } from '#app/shopify.server.ts';
import { applyFetchedOrder } from './apply-fetched-order.server.ts';

/**
 * An order that a webhook told too little of → its facts as they are in Shopify now.
 * Idempotent, as every telling is. Nothing to do when the shop or the order is gone, or the app has no access any
 * more: the order's own webhooks tell the rest. Throws AppError shopify_unavailable and shopify_throttled, so that
 * the job comes again.
 */
export async function refetchOrder(shopId: number, orderId: string): Promise<void> {
  const shop = await findShopById(prisma(), shopId);
  if (!shop || shop.uninstalledAt) return;
  const askedAt = new Date();
  try {
    const admin = await adminOf(shop.domain);
    const telling = await fetchOrder(admin, BigInt(orderId));
    if (telling) await inTransaction((tx) => applyFetchedOrder(tx, shop, telling, askedAt));
  } catch (cause) {
    if (!isAppError(cause) || cause.disposition !== 'reject') throw cause;
    logOf('intake').warn({ shopId, orderId, code: cause.code }, 'an order could not be fetched');
  }
}
