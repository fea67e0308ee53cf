import { describe, expect, it } from 'vitest';
import { netSalesOf } from '../control/shop-truth.ts';
import { cancelOrder } from './cancel-order.ts';
import { editOrder } from './edit-order.ts';
import { orderTotals } from './order-totals.ts';
import { payOrder } from './pay-order.ts';
import { placeOrder } from './place-order.ts';
import { refundOrder } from './refund-order.ts';
import { StandinRefusal } from './refusal.ts';
import { addDiscount, shopWith } from './test-shop.ts';

const topics = (messages: readonly { topic: string }[]) => messages.map(({ topic }) => topic);

/** Two lines (3 × 10.00, 1 × 20.00) less 10 %, 8 % tax on top, shipping 5.00: 45.00 + 5.00 + 4.00. */
function sold(options: { paid?: boolean; taxesIncluded?: boolean; tipMinor?: number } = {}) {
  const setup = shopWith([1000, 2000], { taxesIncluded: options.taxesIncluded ?? false });
  const { world, shop, variants } = setup;
  addDiscount(world, shop, 'TEN', { value: { kind: 'percentage', fraction: 0.1 } });
  const { order, messages } = placeOrder(world, shop, {
    lines: [
      { variantId: variants[0] ?? 0n, quantity: 3 },
      { variantId: variants[1] ?? 0n, quantity: 1 },
    ],
    codes: ['ten'],
    email: 'buyer@example.com',
    at: Date.UTC(2026, 2, 1),
    paid: options.paid,
    tipMinor: options.tipMinor,
  });
  const [first, second] = order.lines;
  if (!first || !second) throw new Error('no lines');
  return { ...setup, order, messages, first, second };
}

describe('placing', () => {
  it('numbers orders, counts codes, reuses the customer and announces', () => {
    const { world, shop, variants, order, messages } = sold();
    expect(order).toMatchObject({ name: '#1001', financialStatus: 'paid' });
    expect(topics(messages)).toEqual(['orders/create', 'orders/paid', 'orders/updated']);
    expect(orderTotals(order)).toMatchObject({ total: { shop: 5400 }, outstanding: { shop: 0 } });
    const again = placeOrder(world, shop, {
      lines: [{ variantId: variants[0] ?? 0n, quantity: 1 }],
      email: 'BUYER@example.com',
      paid: false,
    });
    expect(again.order).toMatchObject({
      name: '#1002',
      customerId: order.customerId,
      financialStatus: 'pending',
    });
    expect(topics(again.messages)).toEqual(['orders/create']);
    expect([...shop.discounts.values()][0]?.codes[0]?.usage).toBe(1);
    expect(topics(payOrder(world, shop, again.order))).toEqual(['orders/paid', 'orders/updated']);
    expect(() => payOrder(world, shop, again.order)).toThrow(StandinRefusal);
  });

  it('knows an order without a customer, and once-per-customer by e-mail', () => {
    const { world, shop, variants } = shopWith([1000]);
    addDiscount(world, shop, 'ONCE', {
      value: { kind: 'percentage', fraction: 0.5 },
      oncePerCustomer: true,
    });
    const buy = (email: string | null) =>
      placeOrder(world, shop, {
        lines: [{ variantId: variants[0] ?? 0n, quantity: 1 }],
        codes: ['ONCE'],
        email,
        sourceName: 'pos',
      });
    expect(buy(null).order).toMatchObject({ customerId: null, checkoutToken: null });
    expect(buy('a@b.example').refused).toEqual([]);
    expect(buy('A@B.example').refused).toEqual([{ code: 'ONCE', reason: 'once_per_customer' }]);
  });
});

describe('refunds', () => {
  it('of part of a line, restocked', () => {
    const { world, shop, order, first } = sold();
    const before = order.updatedAt;
    const sent = refundOrder(world, shop, order, {
      lines: [{ lineId: first.id, quantity: 2, restock: 'return' }],
      at: before,
    });
    expect(topics(sent)).toEqual(['refunds/create', 'orders/updated']);
    expect(order.updatedAt).toBe(before + 1000);
    expect(order).toMatchObject({
      financialStatus: 'partially_refunded',
      refunds: [{ restock: true }],
    });
    expect(first.currentQuantity).toBe(1);
    expect(orderTotals(order)).toMatchObject({
      refunded: { shop: 1800 + 144 },
      currentSubtotal: { shop: 2700 },
      outstanding: { shop: 0 },
    });
    expect(netSalesOf(order)).toBe(2700);
  });

  it('of a custom amount without lines lowers net sales by it', () => {
    const { world, shop, order } = sold();
    refundOrder(world, shop, order, { amountMinor: 700 });
    expect(order.refunds[0]?.adjustments).toMatchObject([
      { kind: 'refund_discrepancy', amount: { shop: -700 }, tax: { shop: 0 } },
    ]);
    expect(netSalesOf(order)).toBe(4500 - 700);
    expect(orderTotals(order).outstanding.shop).toBe(0);
  });

  it('of less than the lines keeps the difference', () => {
    const { world, shop, order, second } = sold();
    refundOrder(world, shop, order, {
      lines: [{ lineId: second.id, quantity: 1 }],
      amountMinor: 1500,
    });
    expect(order.refunds[0]?.adjustments).toMatchObject([{ amount: { shop: 1800 + 144 - 1500 } }]);
    expect(netSalesOf(order)).toBe(2700 + 444);
  });

  it('of shipping only leaves net sales alone', () => {
    const { world, shop, order } = sold();
    refundOrder(world, shop, order, { shipping: 200 });
    refundOrder(world, shop, order, { shipping: 'full' });
    expect(order.refunds.map(({ adjustments }) => adjustments[0])).toMatchObject([
      { kind: 'shipping_refund', amount: { shop: -200 }, tax: { shop: -16 } },
      { kind: 'shipping_refund', amount: { shop: -300 }, tax: { shop: -24 } },
    ]);
    expect(netSalesOf(order)).toBe(4500);
    expect(orderTotals(order)).toMatchObject({
      currentShipping: { shop: 0 },
      currentTax: { shop: 360 },
    });
  });

  it('in full gives back every cent, the tip too, and then nothing is left', () => {
    const { world, shop, order } = sold({ tipMinor: 300 });
    refundOrder(world, shop, order, { full: true });
    expect(order.financialStatus).toBe('refunded');
    expect(orderTotals(order)).toMatchObject({
      refunded: { shop: 5700 },
      currentTotal: { shop: 0 },
    });
    expect(netSalesOf(order)).toBe(0);
    expect(() => refundOrder(world, shop, order, { full: true })).toThrow(StandinRefusal);
  });

  it.each([
    [{ amountMinor: 5401 }],
    [{ shipping: 501 }],
    [{ lines: [{ lineId: 1n, quantity: 1 }] }],
  ])('refuses too much: %o', (wish) => {
    const { world, shop, order } = sold();
    expect(() => refundOrder(world, shop, order, wish)).toThrow(StandinRefusal);
    expect(order.refunds).toEqual([]);
  });
});

describe('edits', () => {
  it('takes units away as a refund without money, which is then owed', () => {
    const { world, shop, order, first } = sold();
    const sent = editOrder(world, shop, order, {
      setQuantity: [{ lineId: first.id, quantity: 1 }],
    });
    expect(topics(sent)).toEqual(['orders/edited', 'refunds/create', 'orders/updated']);
    expect(order.refunds[0]).toMatchObject({ transactions: [], adjustments: [] });
    expect(orderTotals(order).outstanding.shop).toBe(-1944);
    refundOrder(world, shop, order, { amountMinor: 1944 });
    expect(order.refunds[1]?.adjustments).toEqual([]);
    expect(orderTotals(order).outstanding.shop).toBe(0);
    expect(netSalesOf(order)).toBe(2700);
  });

  it('adds at full price: a line, or more of a discounted line as a line of its own', () => {
    const { world, shop, variants, order, first } = sold();
    const sent = editOrder(world, shop, order, {
      add: [{ variantId: variants[1] ?? 0n, quantity: 2 }],
      setQuantity: [{ lineId: first.id, quantity: 4 }],
    });
    expect(topics(sent)).toEqual(['orders/edited', 'orders/updated']);
    expect(order.lines.map(({ quantity }) => quantity)).toEqual([3, 1, 1, 2]);
    expect(order.financialStatus).toBe('partially_paid');
    expect(netSalesOf(order)).toBe(4500 + 1000 + 4000);
    payOrder(world, shop, order);
    expect(order.financialStatus).toBe('paid');
  });
});

describe('cancellation', () => {
  it.each([
    [true, 'refunded', 0],
    [false, 'paid', -5400],
  ])('with refund %s', (refund, status, outstanding) => {
    const { world, shop, order } = sold();
    const sent = cancelOrder(world, shop, order, { refund, reason: 'customer' });
    expect(topics(sent)).toEqual(['orders/cancelled', 'refunds/create', 'orders/updated']);
    expect(order).toMatchObject({ financialStatus: status, cancelReason: 'customer' });
    expect(orderTotals(order).outstanding.shop).toBe(outstanding);
    expect(netSalesOf(order)).toBe(0);
    expect(() => cancelOrder(world, shop, order)).toThrow(StandinRefusal);
  });

  it('of an unpaid order voids it', () => {
    const { world, shop, order } = sold({ paid: false });
    cancelOrder(world, shop, order);
    expect(order.financialStatus).toBe('voided');
    expect(order.refunds[0]?.transactions).toEqual([]);
  });
});
