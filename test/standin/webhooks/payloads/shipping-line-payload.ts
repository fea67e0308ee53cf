import { isNothing, minus, plus } from '../../orders/money.ts';
import type { Order, Shop } from '../../state/world.ts';
import { money, moneySet, taxLines } from './payload-parts.ts';

/** An order has at most one shipping line, whose id is made from its own. */
export function shippingLineId(order: Order): bigint {
  return order.id * 10n + 1n;
}

export function shippingLinePayload(shop: Shop, order: Order) {
  const { shipping } = order;
  if (shipping === null) return null;
  const discounted = minus(shipping.price, shipping.discount);
  const back = order.refunds
    .flatMap((refund) => refund.adjustments)
    .filter(({ kind }) => kind === 'shipping_refund');
  const current = plus(discounted, ...back.map(({ amount }) => amount));
  const index = order.applications.findIndex(({ targetType }) => targetType === 'shipping_line');
  return {
    id: shippingLineId(order),
    code: shipping.title,
    title: shipping.title,
    price: money(order, shipping.price),
    price_set: moneySet(order, shipping.price),
    discounted_price: money(order, discounted),
    discounted_price_set: moneySet(order, discounted),
    current_discounted_price_set: moneySet(order, current),
    is_removed: order.cancelledAt !== null,
    source: 'shopify',
    carrier_identifier: null,
    phone: null,
    requested_fulfillment_service_id: null,
    discount_allocations: isNothing(shipping.discount)
      ? []
      : [
          {
            amount: money(order, shipping.discount),
            amount_set: moneySet(order, shipping.discount),
            discount_application_index: Math.max(index, 0),
          },
        ],
    tax_lines: taxLines(shop, order, shipping.tax),
  };
}
