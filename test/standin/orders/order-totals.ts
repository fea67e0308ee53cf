import type { MoneyPair, Order, OrderLine } from '../state/world.ts';
import { minus, NOTHING, plus, sharePair, times } from './money.ts';
import { lineNet } from './pricing.ts';

export type OrderTotals = {
  /** Lines before discounts, all units ever ordered. */
  lineItems: MoneyPair;
  /** Lines after discounts. */
  subtotal: MoneyPair;
  /** Of lines and shipping. */
  discounts: MoneyPair;
  tax: MoneyPair;
  /** Shipping after its discount. */
  shipping: MoneyPair;
  tip: MoneyPair;
  total: MoneyPair;
  currentSubtotal: MoneyPair;
  currentDiscounts: MoneyPair;
  currentTax: MoneyPair;
  currentShipping: MoneyPair;
  currentTip: MoneyPair;
  /** currentSubtotal + currentShipping + tax on top + currentTip + refund discrepancies. */
  currentTotal: MoneyPair;
  received: MoneyPair;
  refunded: MoneyPair;
  refundedShipping: MoneyPair;
  /** Still to be paid; negative: owed to the customer. */
  outstanding: MoneyPair;
};

/**
 * Every sum of an order, in both currencies. `total*` speak of all units that were ever ordered,
 * `current*` of what is left after refunds, edits and cancellation.
 */
export function orderTotals(order: Order): OrderTotals {
  const onTop = (tax: MoneyPair) => (order.taxesIncluded ? NOTHING : tax);
  const refundLines = order.refunds.flatMap((refund) => refund.lines);
  const adjustments = order.refunds.flatMap((refund) => refund.adjustments);
  const shippingBack = adjustments.filter(({ kind }) => kind === 'shipping_refund');
  const discrepancies = adjustments.filter(({ kind }) => kind === 'refund_discrepancy');

  const lineItems = plus(...order.lines.map((line) => times(line.unitPrice, line.quantity)));
  const subtotal = plus(...order.lines.map(lineNet));
  const shippingDiscount = order.shipping?.discount ?? NOTHING;
  const shipping = order.shipping ? minus(order.shipping.price, shippingDiscount) : NOTHING;
  const tax = plus(...order.lines.map((line) => line.tax), order.shipping?.tax ?? NOTHING);
  const total = plus(subtotal, shipping, onTop(tax), order.tip);

  const currentSubtotal = minus(subtotal, plus(...refundLines.map((line) => line.subtotal)));
  const currentShipping = plus(shipping, ...shippingBack.map(({ amount }) => amount));
  const currentTax = plus(
    tax,
    times(plus(...refundLines.map((line) => line.tax)), -1),
    ...shippingBack.map((adjustment) => adjustment.tax),
  );
  const currentTip = minus(order.tip, plus(...order.refunds.map((refund) => refund.tip)));
  const currentTotal = plus(
    currentSubtotal,
    currentShipping,
    onTop(currentTax),
    currentTip,
    ...discrepancies.map(({ amount }) => amount),
  );
  const received = plus(...order.payments.map((payment) => payment.amount));
  const refunded = plus(
    ...order.refunds
      .flatMap((refund) => refund.transactions)
      .filter(({ status }) => status === 'success')
      .map(({ amount }) => amount),
  );
  return {
    lineItems,
    subtotal,
    discounts: plus(...order.lines.map(discountOf), shippingDiscount),
    tax,
    shipping,
    tip: order.tip,
    total,
    currentSubtotal,
    currentDiscounts: plus(
      ...order.lines.map((line) =>
        sharePair(discountOf(line), line.currentQuantity, line.quantity),
      ),
      currentShipping.shop === 0 && shippingBack.length > 0 ? NOTHING : shippingDiscount,
    ),
    currentTax,
    currentShipping,
    currentTip,
    currentTotal,
    received,
    refunded,
    refundedShipping: times(plus(...shippingBack.map(({ amount }) => amount)), -1),
    outstanding: minus(currentTotal, minus(received, refunded)),
  };
}

/** What a line still carries: price after discounts and tax, less what refunds have taken from it. */
export function lineLeft(order: Order, line: OrderLine): { subtotal: MoneyPair; tax: MoneyPair } {
  const taken = order.refunds.flatMap((refund) =>
    refund.lines.filter((entry) => entry.lineId === line.id),
  );
  return {
    subtotal: minus(lineNet(line), plus(...taken.map((entry) => entry.subtotal))),
    tax: minus(line.tax, plus(...taken.map((entry) => entry.tax))),
  };
}

/** The payment status that follows from what was received, given back and is still owed. */
export function financialStatusOf(order: Order): Order['financialStatus'] {
  const { received, refunded, outstanding, currentTotal } = orderTotals(order);
  if (received.shop === 0) {
    if (order.cancelledAt !== null) return 'voided';
    return currentTotal.shop === 0 ? 'paid' : 'pending';
  }
  if (refunded.shop >= received.shop) return 'refunded';
  if (refunded.shop > 0) return 'partially_refunded';
  return outstanding.shop > 0 ? 'partially_paid' : 'paid';
}

function discountOf(line: OrderLine): MoneyPair {
  return plus(...line.allocations.map(({ amount }) => amount));
}
