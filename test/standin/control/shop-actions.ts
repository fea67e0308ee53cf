import { cancelOrder } from '../orders/cancel-order.ts';
import { editOrder } from '../orders/edit-order.ts';
import { payOrder } from '../orders/pay-order.ts';
import { type NewOrder, type PlacedOrder, placeOrder } from '../orders/place-order.ts';
import { refundOrder } from '../orders/refund-order.ts';
import { StandinRefusal } from '../orders/refusal.ts';
import { announce, type Customer, type Order, type Shop, type World } from '../state/world.ts';
import { courierOf } from '../webhooks/courier.ts';
import { toRawJson } from '../webhooks/payloads/raw-json.ts';
import { customerRedactPayload, dataRequestPayload } from '../webhooks/payloads/shop-payloads.ts';
import { shopRedactMessage } from '../webhooks/shop-events.ts';

/** Places an order and tells the app. */
export function sell(world: World, shop: Shop, wanted: NewOrder): PlacedOrder {
  const placed = placeOrder(world, shop, wanted);
  courierOf(world).send(shop, placed.messages);
  return placed;
}

export function refund(
  world: World,
  shop: Shop,
  order: Order,
  wish: Parameters<typeof refundOrder>[3],
): void {
  courierOf(world).send(shop, refundOrder(world, shop, order, wish));
}

export function edit(
  world: World,
  shop: Shop,
  order: Order,
  wish: Parameters<typeof editOrder>[3],
): void {
  courierOf(world).send(shop, editOrder(world, shop, order, wish));
}

export function cancel(
  world: World,
  shop: Shop,
  order: Order,
  wish: Parameters<typeof cancelOrder>[3] = {},
): void {
  courierOf(world).send(shop, cancelOrder(world, shop, order, wish));
}

export function pay(
  world: World,
  shop: Shop,
  order: Order,
  options: Parameters<typeof payOrder>[3] = {},
): void {
  courierOf(world).send(shop, payOrder(world, shop, order, options));
}

/** Sets what the merchant grants the app, to the letter, and tells the app when it changed. */
export function setScopes(world: World, shop: Shop, scopes: readonly string[]): void {
  if (shop.installation === null) throw new StandinRefusal(`the app is not in ${shop.domain}`);
  const previous = [...shop.installation.scopes];
  shop.installation.scopes = new Set(scopes);
  const current = [...shop.installation.scopes];
  if (previous.length === current.length && current.every((scope) => previous.includes(scope))) {
    return;
  }
  announce(world, { shop, kind: 'scopes_updated', previous, current });
}

export const COMPLIANCE_TOPICS = [
  'customers/data_request',
  'customers/redact',
  'shop/redact',
] as const;

/** Sends a compliance webhook; the two about customers need the customer's e-mail. */
export function sendCompliance(
  world: World,
  shop: Shop,
  topic: (typeof COMPLIANCE_TOPICS)[number],
  email?: string | undefined,
): void {
  if (topic === 'shop/redact') {
    courierOf(world).send(shop, [shopRedactMessage(shop)]);
    return;
  }
  const customer = customerBy(shop, email);
  const orders = [...shop.orders.values()].filter(({ customerId }) => customerId === customer.id);
  const payload =
    topic === 'customers/redact'
      ? customerRedactPayload(shop, customer, orders)
      : dataRequestPayload(shop, customer, orders, world.nextId());
  courierOf(world).send(shop, [{ topic, body: toRawJson(payload) }]);
}

function customerBy(shop: Shop, email: string | undefined): Customer {
  const wanted = email?.trim().toLowerCase();
  for (const customer of shop.customers.values()) {
    if (wanted !== undefined && customer.email?.toLowerCase() === wanted) return customer;
  }
  throw new StandinRefusal(`${shop.domain} has no customer ${email ?? '(no e-mail given)'}`);
}
