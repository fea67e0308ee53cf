import type { Tx } from '#app/db/client.server.ts';
import { hasLaterMessage, type WaitingMessage } from '#app/db/inbox-store.server.ts';
import { endInstallation } from '#app/db/installation-store.server.ts';
import { findOrder } from '#app/db/order-store.server.ts';
import { recordScopes, type ShopRow } from '#app/db/shop-store.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { AppError } from '#app/domain/app-error.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';
import { requestBackfill } from '#app/queue/request-backfill.server.ts';
import { parseJsonBody } from '#app/shopify/inbound/json-body.ts';
import { orderFromPayload } from '#app/shopify/inbound/order-payload.ts';
import { refundFromPayload, refundOrderFromPayload } from '#app/shopify/inbound/refund-payload.ts';
import {
  customerRequestFromPayload,
  editedOrderFromPayload,
  scopesFromPayload,
} from '#app/shopify/inbound/shop-payloads.ts';
import { answerDataRequest } from '../privacy/answer-data-request.server.ts';
import { redactCustomer } from '../privacy/redact-customer.server.ts';
import { redactShop } from '../privacy/redact-shop.server.ts';
import { applyOrder, applyRefund } from './apply-order.server.ts';

/** What a message will do, once it is let into a transaction. */
export type Effect = {
  /** The order it is about, so that an erasure finds the message. */
  orderId: bigint | null;
  /** Whether the message itself is gone afterwards. */
  erasesShop?: boolean;
} & (
  | { uses: 'statements'; apply(tx: Statements): Promise<void> }
  | { uses: 'models'; apply(tx: Tx): Promise<void> }
);

type Reader = (shop: ShopRow, message: WaitingMessage, json: unknown) => Effect;

/**
 * A message → what it will do. Reads, and changes nothing.
 * @throws AppError invalid_payload, unknown_topic and the amounts' own codes
 */
export function readMessage(shop: ShopRow, message: WaitingMessage): Effect {
  const read = READERS.get(message.topic);
  if (!read) {
    throw new AppError('unknown_topic', `Tributary does not know messages of “${message.topic}”.`);
  }
  // The body was erased before it was read: there is nothing left to do.
  if (!message.body) return { uses: 'statements', orderId: null, apply: async () => undefined };
  return read(shop, message, parseJsonBody(message.body));
}

const readOrder: Reader = (shop, message, json) => {
  const telling = orderFromPayload(json);
  return {
    uses: 'statements',
    orderId: telling.orderId,
    apply: (tx) => applyOrder(tx, shop, telling, message.triggeredAt),
  };
};

const readRefund: Reader = (shop, _message, json) => {
  const orderId = refundOrderFromPayload(json);
  return {
    uses: 'statements',
    orderId,
    async apply(tx) {
      const order = await findOrder(tx, shop.id, orderId);
      const refund = refundFromPayload(json, order?.currency ?? shop.currency);
      await applyRefund(tx, shop, orderId, refund);
    },
  };
};

const readEdit: Reader = (shop, _message, json) => {
  const orderId = editedOrderFromPayload(json);
  return {
    uses: 'statements',
    orderId,
    apply: (tx) => enqueue(tx, 'refetch-order', { shopId: shop.id, orderId: String(orderId) }),
  };
};

const readUninstallation: Reader = (shop, message) => ({
  uses: 'models',
  orderId: null,
  async apply(tx) {
    await endInstallation(tx, shop, message.triggeredAt ?? message.receivedAt);
  },
});

const readScopes: Reader = (shop, message, json) => {
  const scopes = scopesFromPayload(json);
  return {
    uses: 'models',
    orderId: null,
    async apply(tx) {
      const at = message.triggeredAt;
      const isOld = at !== null && (await hasLaterMessage(tx, shop.id, message.topic, at));
      if (isOld) return;
      await recordScopes(tx, shop.id, scopes);
      await requestBackfill(tx, { ...shop, scopes }, new Date());
      await enqueue(tx, 'ensure-pixel', { shopId: shop.id });
    },
  };
};

const readDataRequest: Reader = (shop, message, json) => {
  const request = customerRequestFromPayload(json);
  return {
    uses: 'models',
    orderId: null,
    apply: (tx) => answerDataRequest(tx, shop.id, message, request),
  };
};

const readCustomerRedaction: Reader = (shop, message, json) => {
  const request = customerRequestFromPayload(json);
  return {
    uses: 'models',
    orderId: null,
    apply: (tx) => redactCustomer(tx, shop.id, message, request),
  };
};

const readShopRedaction: Reader = (shop, message) => ({
  uses: 'models',
  orderId: null,
  erasesShop: true,
  apply: (tx) => redactShop(tx, shop, message.triggeredAt ?? message.receivedAt),
});

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['orders/create', readOrder],
  ['orders/updated', readOrder],
  ['orders/paid', readOrder],
  ['orders/cancelled', readOrder],
  ['orders/edited', readEdit],
  ['refunds/create', readRefund],
  ['app/uninstalled', readUninstallation],
  ['app/scopes_update', readScopes],
  ['customers/data_request', readDataRequest],
  ['customers/redact', readCustomerRedaction],
  ['shop/redact', readShopRedaction],
]);
