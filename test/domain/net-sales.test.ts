import { describe, expect, it } from 'vitest';
import {
  type LineFacts,
  netSales,
  type OrderFacts,
  type RefundAdjustmentFacts,
  type RefundFacts,
  type RefundLineFacts,
} from '#app/domain/net-sales.ts';

/** Two units at 50.00 with 10.00 off: 90.00. */
function line(lineId: string, over: Partial<LineFacts> = {}): LineFacts {
  const quantity = over.quantity ?? 2;
  return {
    lineId,
    productId: 'p',
    variantId: 'v',
    quantity,
    currentQuantity: quantity,
    unitPriceMinor: 5_000n,
    discountMinor: 1_000n,
    taxMinor: 0n,
    isGiftCard: false,
    ...over,
  };
}

function refund(
  lines: readonly (readonly [lineId: string, quantity: number, subtotal: bigint, tax?: bigint])[],
  discrepancy?: bigint,
  kind: RefundAdjustmentFacts['kind'] = 'refund_discrepancy',
): RefundFacts {
  return {
    refundId: 'r',
    lines: lines.map(
      ([lineId, quantity, subtotalMinor, taxMinor = 0n]): RefundLineFacts => ({
        lineId,
        quantity,
        subtotalMinor,
        taxMinor,
      }),
    ),
    adjustments: discrepancy === undefined ? [] : [{ kind, amountMinor: discrepancy }],
  };
}

function order(
  lines: readonly LineFacts[],
  refunds: readonly RefundFacts[] = [],
  over: Partial<OrderFacts> = {},
): OrderFacts {
  return {
    currency: 'USD',
    taxesIncluded: false,
    test: false,
    cancelledAt: null,
    lines,
    refunds,
    ...over,
  };
}

const giftCard = line('g', {
  isGiftCard: true,
  quantity: 1,
  unitPriceMinor: 10_000n,
  discountMinor: 0n,
});
const taxed = line('a', { taxMinor: 1_500n });

type Case = readonly [what: string, facts: OrderFacts, perLine: readonly bigint[]];

const cases: readonly Case[] = [
  ['no line at all', order([]), []],
  ['lines after discounts', order([line('a'), line('b', { quantity: 1 })]), [9_000n, 4_000n]],
  ['tax on top does not count', order([taxed]), [9_000n]],
  ['tax inside the price is taken out', order([taxed], [], { taxesIncluded: true }), [7_500n]],
  ['a gift card does not count', order([line('a'), giftCard]), [9_000n, 0n]],
  ['a free line', order([line('a', { unitPriceMinor: 0n, discountMinor: 0n })]), [0n]],
  ['more discount than price', order([line('a', { unitPriceMinor: 100n })]), [0n]],
  ['a line with no units', order([line('a', { quantity: 0 })]), [0n]],
  // refunds of lines
  [
    'one unit given back and restocked',
    order([line('a', { currentQuantity: 1 })], [refund([['a', 1, 4_500n]])]),
    [4_500n],
  ],
  [
    'all given back in two refunds',
    order(
      [line('a', { currentQuantity: 0 })],
      [refund([['a', 1, 4_500n]]), refund([['a', 1, 4_500n]])],
    ),
    [0n],
  ],
  [
    'tax on top is given back beside the subtotal',
    order([line('a', { currentQuantity: 1 })], [refund([['a', 1, 4_500n, 800n]])]),
    [4_500n],
  ],
  [
    'tax inside the price is inside the refund too',
    order([{ ...taxed, currentQuantity: 1 }], [refund([['a', 1, 4_500n, 750n]])], {
      taxesIncluded: true,
    }),
    [3_750n],
  ],
  [
    'a gift card given back',
    order([line('a'), { ...giftCard, currentQuantity: 0 }], [refund([['g', 1, 10_000n]])]),
    [9_000n, 0n],
  ],
  [
    'rounded tax takes a cent more than the line had; the other line bears it',
    order([line('a', { currentQuantity: 0 }), line('b')], [refund([['a', 2, 9_001n]])]),
    [0n, 8_999n],
  ],
  [
    'a refund of a line that is not in the order',
    order([line('a'), line('b')], [refund([['gone', 1, 1_000n]])]),
    [8_500n, 8_500n],
  ],
  // discrepancies
  [
    'a restocking fee stays with the line it was kept from',
    order([line('a', { currentQuantity: 0 }), line('b')], [refund([['a', 2, 9_000n]], 2_000n)]),
    [2_000n, 9_000n],
  ],
  [
    'a fee is shared by the lines of its refund',
    order(
      [line('a', { currentQuantity: 1 }), line('b', { currentQuantity: 0 })],
      [
        refund(
          [
            ['a', 1, 4_500n],
            ['b', 2, 9_000n],
          ],
          3_000n,
        ),
      ],
    ),
    [5_500n, 2_000n],
  ],
  [
    'goods taken back without any money returned, tax included in what was kept',
    order([line('a', { currentQuantity: 1 })], [refund([['a', 1, 4_500n, 500n]], 5_000n)]),
    [9_000n],
  ],
  [
    'a gift card taken back for nothing',
    order([line('a'), { ...giftCard, currentQuantity: 0 }], [refund([['g', 1, 10_000n]], 10_000n)]),
    [9_000n, 0n],
  ],
  [
    'a custom amount is spread by what is left',
    order([line('a'), line('b', { quantity: 1 }), giftCard], [refund([], -1_300n)]),
    [8_100n, 3_600n, 0n],
  ],
  [
    'the odd cent of a custom amount goes to the first line',
    order([line('a'), line('b')], [refund([], -101n)]),
    [8_949n, 8_950n],
  ],
  [
    'a custom amount after a full line refund falls on the other line',
    order(
      [line('a', { currentQuantity: 0 }), line('b')],
      [refund([['a', 2, 9_000n]]), refund([], -500n)],
    ),
    [0n, 8_500n],
  ],
  [
    'more than the lines say, in the same refund',
    order([line('a', { currentQuantity: 1 })], [refund([['a', 1, 4_500n]], -500n)]),
    [4_000n],
  ],
  [
    'more than everything: shipping and tax went back too',
    order([line('a'), line('b')], [refund([], -25_000n)]),
    [0n, 0n],
  ],
  [
    'a custom amount with only a gift card in the order',
    order([giftCard], [refund([], -5_000n)]),
    [0n],
  ],
  [
    'a positive discrepancy without lines belongs to shipping',
    order([line('a')], [refund([], 700n)]),
    [9_000n],
  ],
  [
    'a shipping refund has no effect',
    order([line('a')], [refund([], -500n, 'shipping_refund')]),
    [9_000n],
  ],
  // edits
  ['an edit removed a unit', order([line('a', { currentQuantity: 1 })]), [4_500n]],
  ['an edit removed all', order([line('a', { currentQuantity: 0 })]), [0n]],
  [
    'an edit removed one of three units: rounded half away from zero',
    order([
      line('a', { quantity: 3, currentQuantity: 2, unitPriceMinor: 1_001n, discountMinor: 2n }),
    ]),
    [2_001n],
  ],
  [
    'one unit removed by an edit, one given back',
    order([line('a', { quantity: 3, currentQuantity: 1 })], [refund([['a', 1, 4_667n]])]),
    [4_666n],
  ],
  [
    'an edit added a line',
    order([line('a'), line('new', { quantity: 1, discountMinor: 0n })]),
    [9_000n, 5_000n],
  ],
  [
    'given back without being taken off the order',
    order([line('a', { currentQuantity: 2 })], [refund([['a', 1, 4_500n]])]),
    [4_500n],
  ],
  // ends
  [
    'cancelled and voided without a refund',
    order([line('a'), giftCard], [], { cancelledAt: new Date(0) }),
    [0n, 0n],
  ],
  [
    'cancelled and refunded',
    order([line('a', { currentQuantity: 0 })], [refund([['a', 2, 9_000n]])], {
      cancelledAt: new Date(0),
    }),
    [0n],
  ],
  ['a test order', order([line('a')], [], { test: true }), [0n]],
];

describe('netSales', () => {
  it.each(cases)('%s', (_, facts, perLine) => {
    const result = netSales(facts);
    expect(result.perLine).toEqual(
      facts.lines.map(({ lineId }, position) => ({ lineId, netMinor: perLine[position] })),
    );
    expect(result.netMinor).toBe(perLine.reduce((a, b) => a + b, 0n));
    expect(result.grossMinor - result.discountMinor - result.refundedMinor).toBe(result.netMinor);
  });

  it('shows how the figure came about', () => {
    const facts = order(
      [line('a', { currentQuantity: 1 }), giftCard],
      [refund([['a', 1, 4_500n]])],
    );
    expect(netSales(facts)).toMatchObject({
      counts: true,
      grossMinor: 10_000n,
      discountMinor: 1_000n,
      refundedMinor: 4_500n,
      netMinor: 4_500n,
    });
  });

  it('takes edited units out of gross and discount, not into refunds', () => {
    expect(netSales(order([line('a', { currentQuantity: 1 })]))).toMatchObject({
      grossMinor: 5_000n,
      discountMinor: 500n,
      refundedMinor: 0n,
    });
  });

  it('says that a cancelled order was given back and a test order never counted', () => {
    const cancelled = order([line('a')], [], { cancelledAt: new Date(0) });
    expect(netSales(cancelled)).toMatchObject({ counts: true, refundedMinor: 9_000n });
    expect(netSales({ ...cancelled, test: true })).toMatchObject({ counts: false, grossMinor: 0n });
  });
});
