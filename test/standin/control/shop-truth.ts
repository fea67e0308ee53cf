import type { Minor, Order, Shop } from '../state/world.ts';

export type OrderTruth = {
  id: string;
  name: string;
  currency: string;
  processedAt: string;
  test: boolean;
  cancelled: boolean;
  netSalesMinor: Minor;
  codes: string[];
  landingSite: string | null;
};

export type ShopTruth = {
  shop: string;
  currency: string;
  orders: OrderTruth[];
  /** Orders count for every code they carry; test orders count for none. */
  byCode: { code: string; orders: number; netSalesMinor: Minor }[];
  /** Without test orders. */
  netSalesMinor: Minor;
};

/**
 * What the shop really sold, worked out from the orders' parts and by no sum that a webhook body
 * carries, so that an error in either is seen by comparing them.
 */
export function truthOf(shop: Shop): ShopTruth {
  const orders = [...shop.orders.values()].map(
    (order): OrderTruth => ({
      id: order.id.toString(),
      name: order.name,
      currency: order.currency,
      processedAt: new Date(order.processedAt).toISOString(),
      test: order.test,
      cancelled: order.cancelledAt !== null,
      netSalesMinor: netSalesOf(order),
      codes: order.discountCodes.map(({ code }) => code),
      landingSite: order.landingSite,
    }),
  );
  const byCode = new Map<string, { code: string; orders: number; netSalesMinor: Minor }>();
  let netSalesMinor = 0;
  for (const order of orders) {
    if (order.test) continue;
    netSalesMinor += order.netSalesMinor;
    for (const code of order.codes) {
      const entry = byCode.get(code) ?? { code, orders: 0, netSalesMinor: 0 };
      entry.orders += 1;
      entry.netSalesMinor += order.netSalesMinor;
      byCode.set(code, entry);
    }
  }
  return {
    shop: shop.domain,
    currency: shop.currency,
    orders,
    byCode: [...byCode.values()],
    netSalesMinor,
  };
}

/**
 * Net sales of one order in shop minor units: line items after all discounts, without tax, shipping,
 * tips and gift cards, less what refunds took back, refund discrepancies included.
 */
export function netSalesOf(order: Order): Minor {
  const giftCards = new Set(order.lines.filter((line) => line.isGiftCard).map(({ id }) => id));
  let net = 0;
  for (const line of order.lines) {
    if (line.isGiftCard) continue;
    net += line.unitPrice.shop * line.quantity;
    for (const { amount } of line.allocations) net -= amount.shop;
    if (order.taxesIncluded) net -= line.tax.shop;
  }
  for (const refund of order.refunds) {
    let taken = 0;
    for (const line of refund.lines) {
      if (giftCards.has(line.lineId)) continue;
      taken += line.subtotal.shop;
      if (order.taxesIncluded) taken -= line.tax.shop;
    }
    net -= taken;
    for (const { kind, amount } of refund.adjustments) {
      // What was kept back beyond the goods is their tax: it was never part of net sales.
      if (kind === 'refund_discrepancy') net += Math.min(amount.shop, taken);
    }
  }
  return net;
}
