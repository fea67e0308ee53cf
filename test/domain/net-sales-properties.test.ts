import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { netSales, type OrderFacts, type RefundFacts } from '#app/domain/net-sales.ts';

const cents = fc.bigInt({ min: 0n, max: 1_000_000n });

const lines = fc
  .uniqueArray(
    fc.record({
      lineId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      quantity: fc.integer({ min: 0, max: 5 }),
      left: fc.integer({ min: 0, max: 5 }),
      unitPriceMinor: cents,
      discountMinor: cents,
      taxMinor: fc.bigInt({ min: 0n, max: 50_000n }),
      isGiftCard: fc.boolean(),
    }),
    { selector: ({ lineId }) => lineId },
  )
  .map((all) =>
    all.map(({ left, ...line }) => ({
      ...line,
      productId: null,
      variantId: null,
      currentQuantity: Math.min(left, line.quantity),
    })),
  );

const refund: fc.Arbitrary<RefundFacts> = fc.record({
  refundId: fc.string(),
  lines: fc.array(
    fc.record({
      lineId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'gone'),
      quantity: fc.integer({ min: 0, max: 3 }),
      subtotalMinor: cents,
      taxMinor: fc.bigInt({ min: 0n, max: 50_000n }),
    }),
    { maxLength: 4 },
  ),
  adjustments: fc.array(
    fc.record({
      kind: fc.constantFrom('shipping_refund', 'refund_discrepancy'),
      amountMinor: fc.bigInt({ min: -1_000_000n, max: 1_000_000n }),
    }),
    { maxLength: 2 },
  ),
});

const anyOrder: fc.Arbitrary<OrderFacts> = fc.record({
  currency: fc.constantFrom('USD', 'JPY', 'KWD'),
  taxesIncluded: fc.boolean(),
  test: fc.constant(false),
  cancelledAt: fc.constant(null),
  lines,
  refunds: fc.array(refund, { maxLength: 5 }),
});

const total = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n);

describe('netSales', () => {
  it('balances, sums over its lines, and never goes under zero', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const result = netSales(order);
        expect(result.grossMinor - result.discountMinor - result.refundedMinor).toBe(
          result.netMinor,
        );
        expect(total(result.perLine.map(({ netMinor }) => netMinor))).toBe(result.netMinor);
        expect(result.perLine.every(({ netMinor }) => netMinor >= 0n)).toBe(true);
        expect(result.refundedMinor >= 0n).toBe(true);
        for (const [at, { isGiftCard }] of order.lines.entries()) {
          if (isGiftCard) expect(result.perLine[at]?.netMinor).toBe(0n);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('does not care in which order refunds, their lines and their adjustments arrive', () => {
    const scrambled = anyOrder.chain((order) =>
      fc.tuple(
        fc.constant(order),
        fc.shuffledSubarray([...order.refunds], { minLength: order.refunds.length }),
      ),
    );
    fc.assert(
      fc.property(scrambled, ([order, refunds]) => {
        const reversed = refunds.map((each) => ({
          ...each,
          adjustments: [...each.adjustments].reverse(),
        }));
        expect(netSales({ ...order, refunds: reversed })).toEqual(netSales(order));
      }),
    );
  });

  it('gives back exactly what was given back, until nothing is left', () => {
    // Without edits, gift cards or unknown lines the whole order is plain subtraction.
    const history = fc.record({
      prices: fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 4 }),
      customs: fc.array(fc.bigInt({ min: 0n, max: 8_000n }), { maxLength: 6 }),
      ofLines: fc.array(fc.tuple(fc.nat({ max: 3 }), fc.bigInt({ min: 0n, max: 5_000n })), {
        maxLength: 6,
      }),
    });
    fc.assert(
      fc.property(history, ({ prices, customs, ofLines }) => {
        const facts: OrderFacts = {
          currency: 'USD',
          taxesIncluded: false,
          test: false,
          cancelledAt: null,
          lines: prices.map((unitPriceMinor, at) => ({
            lineId: String(at),
            productId: null,
            variantId: null,
            quantity: 1,
            currentQuantity: 1,
            unitPriceMinor,
            discountMinor: 0n,
            taxMinor: 0n,
            isGiftCard: false,
          })),
          refunds: [
            ...customs.map(
              (amount, at): RefundFacts => ({
                refundId: `c${at}`,
                lines: [],
                adjustments: [{ kind: 'refund_discrepancy', amountMinor: -amount }],
              }),
            ),
            ...ofLines.map(
              ([at, subtotalMinor], number): RefundFacts => ({
                refundId: `l${number}`,
                lines: [
                  { lineId: String(at % prices.length), quantity: 0, subtotalMinor, taxMinor: 0n },
                ],
                adjustments: [],
              }),
            ),
          ],
        };
        const left = total(prices) - total(customs) - total(ofLines.map(([, amount]) => amount));
        expect(netSales(facts).netMinor).toBe(left < 0n ? 0n : left);
      }),
      { numRuns: 300 },
    );
  });
});
