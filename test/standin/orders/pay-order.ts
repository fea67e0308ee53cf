import type { Order, Shop, World } from '../state/world.ts';
import { orderMessage, type ShopMessage } from '../webhooks/messages.ts';
import { financialStatusOf, orderTotals } from './order-totals.ts';
import { receive } from './place-order.ts';
import { StandinRefusal } from './refusal.ts';
import { touch } from './touch.ts';

/** Receives everything that is outstanding. Throws StandinRefusal when nothing is, or the order is cancelled. */
export function payOrder(
  world: World,
  shop: Shop,
  order: Order,
  options: { at?: number | undefined } = {},
): ShopMessage[] {
  const { outstanding } = orderTotals(order);
  if (order.cancelledAt !== null) throw new StandinRefusal(`${order.name} is cancelled`);
  if (outstanding.shop <= 0) throw new StandinRefusal(`nothing is outstanding on ${order.name}`);
  receive(world, order, outstanding, touch(world, order, options.at));
  order.financialStatus = financialStatusOf(order);
  return ['orders/paid', 'orders/updated'].map((topic) => orderMessage(world, shop, order, topic));
}
