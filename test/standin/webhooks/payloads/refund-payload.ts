import { formatMinor, NOTHING, times } from '../../orders/money.ts';
import type { MoneyPair, Order, Refund, Shop } from '../../state/world.ts';
import { gid } from '../../state/world.ts';
import { lineItemPayload } from './line-item-payload.ts';
import { money, moneySet, shopTime } from './payload-parts.ts';
import { RawNumber } from './raw-json.ts';
import { shippingLineId, shippingLinePayload } from './shipping-line-payload.ts';

/**
 * The body of refunds/create, and one of an order's `refunds`. Since API version 2024-10 shipping
 * that is given back stands in `refund_shipping_lines`; before, it was an order adjustment of kind
 * "shipping_refund" (`shippingAsAdjustment`).
 */
export function refundPayload(
  shop: Shop,
  order: Order,
  refund: Refund,
  options: { shippingAsAdjustment: boolean },
) {
  const number = (amount: MoneyPair) => new RawNumber(formatMinor(amount.shop, order.currency));
  const shipping = refund.adjustments.filter(({ kind }) => kind === 'shipping_refund');
  const adjustments = options.shippingAsAdjustment
    ? refund.adjustments
    : refund.adjustments.filter(({ kind }) => kind !== 'shipping_refund');
  return {
    id: refund.id,
    order_id: order.id,
    admin_graphql_api_id: gid('Refund', refund.id),
    created_at: shopTime(shop, refund.createdAt),
    processed_at: shopTime(shop, refund.createdAt),
    note: refund.note,
    user_id: null,
    restock: refund.restock,
    duties: [],
    total_duties_set: moneySet(order, NOTHING),
    return: null,
    refund_line_items: refund.lines.map((entry) => {
      const line = order.lines.find(({ id }) => id === entry.lineId);
      return {
        id: entry.id,
        line_item_id: entry.lineId,
        quantity: entry.quantity,
        restock_type: entry.restockType,
        location_id: null,
        subtotal: number(entry.subtotal),
        total_tax: number(entry.tax),
        subtotal_set: moneySet(order, entry.subtotal),
        total_tax_set: moneySet(order, entry.tax),
        line_item: line ? lineItemPayload(shop, order, line) : null,
      };
    }),
    order_adjustments: adjustments.map((adjustment) => ({
      id: adjustment.id,
      order_id: order.id,
      refund_id: refund.id,
      amount: money(order, adjustment.amount),
      tax_amount: money(order, adjustment.tax),
      kind: adjustment.kind,
      reason: adjustment.reason,
      amount_set: moneySet(order, adjustment.amount),
      tax_amount_set: moneySet(order, adjustment.tax),
    })),
    transactions: refund.transactions.map((transaction) => ({
      id: transaction.id,
      order_id: order.id,
      // Transactions are in the money that the customer paid with.
      amount: formatMinor(transaction.amount.presentment, order.presentmentCurrency),
      amount_set: moneySet(order, transaction.amount),
      kind: 'refund',
      status: transaction.status,
      gateway: transaction.gateway,
      currency: order.presentmentCurrency,
      parent_id: order.payments[0]?.id ?? null,
      created_at: shopTime(shop, refund.createdAt),
      processed_at: shopTime(shop, refund.createdAt),
      test: order.test,
      source_name: order.sourceName,
      user_id: null,
      location_id: null,
      message: null,
      error_code: null,
      admin_graphql_api_id: gid('OrderTransaction', transaction.id),
    })),
    refund_shipping_lines: options.shippingAsAdjustment
      ? []
      : shipping.map((adjustment) => ({
          id: adjustment.id,
          shipping_line_id: shippingLineId(order),
          subtotal_amount_set: moneySet(order, times(adjustment.amount, -1)),
          tax_amount_set: moneySet(order, times(adjustment.tax, -1)),
          shipping_line: shippingLinePayload(shop, order),
        })),
  };
}
