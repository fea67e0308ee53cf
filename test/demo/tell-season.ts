import type { Order, Shop, World } from '#test/standin/state/world.ts';
import { courierOf } from '#test/standin/webhooks/courier.ts';
import { orderMessage, refundMessage } from '#test/standin/webhooks/messages.ts';
import type { Telling } from './place-season.ts';

/** So many events are on their way at once; the next ones wait until these have arrived. */
const AT_ONCE = 60;
/** Deliveries that are kept to be looked at. */
const KEPT_DELIVERIES = 200;

/**
 * Has the courier take the webhooks to the app, in order. An order leaves `untold` when the last of its own has
 * arrived. `going` false: stops between two lots.
 */
export async function tellSeason(
  world: World,
  shop: Shop,
  tellings: readonly Telling[],
  untold: Set<bigint>,
  watch: { going(): boolean; progress(told: number, total: number): void },
): Promise<void> {
  const courier = courierOf(world);
  const lastOf = new Map(tellings.map(({ orderId }, place) => [orderId, place]));
  for (let from = 0; from < tellings.length; from += AT_ONCE) {
    if (!watch.going()) return;
    const lot = tellings.slice(from, from + AT_ONCE);
    for (const { messages } of lot) courier.send(shop, messages);
    await courier.settled();
    if (!watch.going()) return;
    for (const [place, { orderId }] of lot.entries()) {
      if (lastOf.get(orderId) === from + place) untold.delete(orderId);
    }
    forgetOldDeliveries(shop);
    watch.progress(Math.min(from + AT_ONCE, tellings.length), tellings.length);
  }
}

/**
 * What is to be told of orders after a stop in the middle: each as it is now, with its refunds. Whatever of it
 * the app knows already changes nothing there.
 */
export function retellings(world: World, shop: Shop, untold: ReadonlySet<bigint>): Telling[] {
  return [...untold].flatMap((orderId) => {
    const order = shop.orders.get(orderId);
    return order ? [{ orderId, messages: retelling(world, shop, order) }] : [];
  });
}

function retelling(world: World, shop: Shop, order: Order) {
  return [
    orderMessage(world, shop, order, 'orders/create'),
    ...order.refunds.map((refund) => refundMessage(world, shop, order, refund)),
    orderMessage(world, shop, order, order.cancelledAt ? 'orders/cancelled' : 'orders/updated'),
  ];
}

function forgetOldDeliveries(shop: Shop): void {
  const arrived = shop.deliveries.filter(({ state }) => state !== 'waiting').length;
  let surplus = arrived - KEPT_DELIVERIES;
  shop.deliveries = shop.deliveries.filter(({ state }) => {
    if (state === 'waiting' || surplus <= 0) return true;
    surplus -= 1;
    return false;
  });
}
