import { markOrdersDue } from '#app/db/attribution-store.server.ts';
import type { Tx } from '#app/db/client.server.ts';
import { forgetBody } from '#app/db/inbox-store.server.ts';
import { lockOrders } from '#app/db/order-store.server.ts';
import { eraseCustomer, ordersOfRequest, putPrivacyRequest } from '#app/db/privacy-store.server.ts';
import { logOf } from '#app/platform/log.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import type { CustomerRequest } from '#app/shopify/inbound/shop-payloads.ts';
import type { PrivacyMessage } from './answer-data-request.server.ts';

/**
 * customers/redact → the person is gone from the shop's orders; what was sold, and the credit for it, stays.
 * Idempotent: erasing again finds nothing. The orders become due, since nobody knows any more whether their
 * customer was new.
 */
export async function redactCustomer(
  tx: Tx,
  shopId: number,
  message: PrivacyMessage,
  request: CustomerRequest,
): Promise<void> {
  await lockOrders(tx, shopId);
  const orderIds = await ordersOfRequest(tx, shopId, request);
  const named = [...new Set([...orderIds, ...request.orderIds])];
  const erased = await eraseCustomer(tx, shopId, request.customerId, named);
  await markOrdersDue(tx, shopId, orderIds);
  await putPrivacyRequest(tx, shopId, message, JSON.stringify(erased));
  await forgetBody(tx, shopId, message.webhookId);
  await enqueue(tx, 'attribute-orders', { shopId });
  logOf('privacy').info({ shopId, ...erased }, 'a customer was erased');
}
