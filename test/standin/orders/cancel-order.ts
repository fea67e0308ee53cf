import type { Order, Refund, Shop, World } from '../state/world.ts';
import { orderMessage, refundMessage, type ShopMessage } from '../webhooks/messages.ts';
import { financialStatusOf } from './order-totals.ts';
import { takeBack } from './refund-order.ts';
import { StandinRefusal } from './refusal.ts';
import { touch } from './touch.ts';

export const CANCEL_REASONS = [
  'customer',
  'declined',
  'fraud',
  'inventory',
  'other',
  'staff',
] as const;
type CancelReason = (typeof CANCEL_REASONS)[number];

/**
 * Cancels an order: what is left of it is taken back, with the money (`refund`, the default) or
 * without it. Returns orders/cancelled, refunds/create, orders/updated.
 */
export function cancelOrder(
  world: World,
  shop: Shop,
  order: Order,
  wish: {
    reason?: CancelReason | undefined;
    refund?: boolean | undefined;
    restock?: boolean | undefined;
    note?: string | null | undefined;
    at?: number | undefined;
  } = {},
): ShopMessage[] {
  if (order.cancelledAt !== null) throw new StandinRefusal(`${order.name} is cancelled already`);
  let refund: Refund | null = null;
  if (order.lines.some((line) => line.currentQuantity > 0)) {
    refund = takeBack(world, order, {
      full: true,
      restock: (wish.restock ?? true) ? 'cancel' : 'no_restock',
      withoutMoney: !(wish.refund ?? true),
      note: wish.note,
      at: wish.at,
    });
  }
  order.cancelledAt = refund?.createdAt ?? touch(world, order, wish.at);
  order.cancelReason = wish.reason ?? 'other';
  order.financialStatus = financialStatusOf(order);
  return [
    orderMessage(world, shop, order, 'orders/cancelled'),
    ...(refund === null ? [] : [refundMessage(world, shop, order, refund)]),
    orderMessage(world, shop, order, 'orders/updated'),
  ];
}
