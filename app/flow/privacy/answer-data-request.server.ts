import type { Tx } from '#app/db/client.server.ts';
import { forgetBody } from '#app/db/inbox-store.server.ts';
import { holdingsOf, ordersOfRequest, putPrivacyRequest } from '#app/db/privacy-store.server.ts';
import type { CustomerRequest } from '#app/shopify/inbound/shop-payloads.ts';

/** The delivery that a request came by. */
export type PrivacyMessage = { webhookId: string; topic: string; receivedAt: Date };

/**
 * customers/data_request → a record with everything that is held on the customer's orders, for the merchant to
 * pass on. Idempotent by the delivery. The request itself, which names the person, is forgotten.
 */
export async function answerDataRequest(
  tx: Tx,
  shopId: number,
  message: PrivacyMessage,
  request: CustomerRequest,
): Promise<void> {
  const orderIds = await ordersOfRequest(tx, shopId, request);
  const result = await holdingsOf(tx, shopId, request.customerId, orderIds);
  await putPrivacyRequest(tx, shopId, message, result);
  await forgetBody(tx, shopId, message.webhookId);
}
