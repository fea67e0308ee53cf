import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Order } from '../state/world.ts';
import { cancelOrder } from './cancel-order.ts';
import { editOrder } from './edit-order.ts';
import { orderTotals } from './order-totals.ts';
import { payOrder } from './pay-order.ts';
import { placeOrder } from './place-order.ts';
import { refundOrder } from './refund-order.ts';
import { StandinRefusal } from './refusal.ts';
import { addDiscount, shopWith } from './test-shop.ts';

it('keeps every sum whole through any sequence of refunds, edits and payments', () => {
  const step = fc.record({
    kind: fc.constantFrom(
      'lines',
      'amount',
      'shipping',
      'remove',
      'add',
      'more',
      'pay',
      'full',
      'cancel',
    ),
    line: fc.nat(5),
    size: fc.integer({ min: 1, max: 4000 }),
  });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 8 }),
      fc.boolean(),
      fc.boolean(),
      (steps, taxesIncluded, discounted) => {
        const { world, shop, variants } = shopWith([999, 2333, { price: 2500, giftCard: true }], {
          taxesIncluded,
          taxRateBp: 825,
          rates: new Map([['JPY', '151.377']]),
        });
        addDiscount(world, shop, 'D', {
          value: { kind: 'percentage', fraction: discounted ? 0.15 : 0 },
        });
        const { order } = placeOrder(world, shop, {
          lines: variants.map((variantId, place) => ({ variantId, quantity: place + 2 })),
          codes: ['D'],
          currency: 'JPY',
          tipMinor: 500,
        });
        let last = order.updatedAt;
        for (const { kind, line, size } of steps) {
          const target = order.lines[line % order.lines.length];
          const lineId = target?.id ?? 0n;
          const some = (size % Math.max(target?.currentQuantity ?? 1, 1)) + 1;
          try {
            if (kind === 'lines')
              refundOrder(world, shop, order, { lines: [{ lineId, quantity: some }] });
            if (kind === 'amount') refundOrder(world, shop, order, { amountMinor: size });
            if (kind === 'shipping')
              refundOrder(world, shop, order, { shipping: (size % 500) + 1 });
            if (kind === 'remove')
              editOrder(world, shop, order, {
                setQuantity: [{ lineId, quantity: (target?.currentQuantity ?? 0) - some }],
              });
            if (kind === 'more')
              editOrder(world, shop, order, {
                setQuantity: [{ lineId, quantity: (target?.currentQuantity ?? 0) + 1 }],
              });
            if (kind === 'add')
              editOrder(world, shop, order, {
                add: [{ variantId: variants[0] ?? 0n, quantity: 1 }],
              });
            if (kind === 'pay') payOrder(world, shop, order);
            if (kind === 'full') refundOrder(world, shop, order, { full: true });
            if (kind === 'cancel') cancelOrder(world, shop, order);
            expect(order.updatedAt).toBeGreaterThan(last);
            last = order.updatedAt;
          } catch (error) {
            if (!(error instanceof StandinRefusal)) throw error;
          }
          for (const side of ['shop', 'presentment'] as const) addsUp(order, side);
        }
      },
    ),
    { numRuns: 150 },
  );
});

/** Recomputed from the parts, line by line. */
function addsUp(order: Order, side: 'shop' | 'presentment'): void {
  const totals = orderTotals(order);
  let current = totals.currentTip[side];
  let tax = 0;
  for (const line of order.lines) {
    const taken = order.refunds.flatMap(({ lines }) =>
      lines.filter(({ lineId }) => lineId === line.id),
    );
    const gone = taken.reduce((sum, { quantity }) => sum + quantity, 0);
    expect(line.currentQuantity).toBe(line.quantity - gone);
    const off = line.allocations.reduce((sum, { amount }) => sum + amount[side], 0);
    const left =
      line.unitPrice[side] * line.quantity -
      off -
      taken.reduce((sum, { subtotal }) => sum + subtotal[side], 0);
    const taxLeft = line.tax[side] - taken.reduce((sum, entry) => sum + entry.tax[side], 0);
    expect(left).toBeGreaterThanOrEqual(0);
    if (line.currentQuantity === 0) expect([left, taxLeft]).toEqual([0, 0]);
    current += left;
    tax += taxLeft;
  }
  for (const { adjustments } of order.refunds) {
    for (const { kind, amount, tax: adjusted } of adjustments) {
      current += amount[side];
      if (kind === 'shipping_refund') tax += adjusted[side];
    }
  }
  current += totals.shipping[side];
  tax += order.shipping?.tax[side] ?? 0;
  expect(totals.currentTax[side]).toBe(tax);
  expect(totals.currentTotal[side]).toBe(current + (order.taxesIncluded ? 0 : tax));
  expect(totals.refunded[side]).toBeLessThanOrEqual(totals.received[side]);
  expect(totals.outstanding[side]).toBe(
    totals.currentTotal[side] - totals.received[side] + totals.refunded[side],
  );
}
