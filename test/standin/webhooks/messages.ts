import type { EditChange } from '../orders/edit-order.ts';
import type { Order, Refund, Shop, World } from '../state/world.ts';
import { legacyOrder, redacted, withoutSets } from './payloads/body-variants.ts';
import { orderPayload } from './payloads/order-payload.ts';
import { toRawJson } from './payloads/raw-json.ts';
import { refundPayload } from './payloads/refund-payload.ts';
import { orderEditPayload } from './payloads/shop-payloads.ts';

/** One webhook to send: its body is fixed at the moment of the event, as Shopify's is. */
export type ShopMessage = { topic: string; body: string };

/** An order topic with the order as it is now, in the shape the shop is set to. */
export function orderMessage(_world: World, shop: Shop, order: Order, topic: string): ShopMessage {
  return { topic, body: orderBody(shop, order) };
}

function orderBody(shop: Shop, order: Order): string {
  const legacy = shop.webhookBodies === 'legacy';
  const payload = orderPayload(shop, order, { shippingAsAdjustment: legacy });
  if (legacy) return toRawJson(legacyOrder(payload));
  return toRawJson(shop.webhookBodies === 'redacted' ? redacted(payload) : payload);
}

export function refundMessage(
  _world: World,
  shop: Shop,
  order: Order,
  refund: Refund,
): ShopMessage {
  const legacy = shop.webhookBodies === 'legacy';
  const payload = refundPayload(shop, order, refund, { shippingAsAdjustment: legacy });
  return { topic: 'refunds/create', body: toRawJson(legacy ? withoutSets(payload) : payload) };
}

export function editMessage(
  world: World,
  shop: Shop,
  order: Order,
  edit: { additions: EditChange[]; removals: EditChange[]; note: string | null; at: number },
): ShopMessage {
  const payload = orderEditPayload(shop, order, { id: world.nextId(), ...edit });
  return { topic: 'orders/edited', body: toRawJson(payload) };
}
