import { allocate, scaleByRatio } from './money.ts';

/**
 * One line of an order, in the shop's currency and minor units.
 * `quantity` is what was ordered, lines added by an edit included; `currentQuantity` is what is left after
 * edits and refunds. Price is per unit as charged (with tax when the order's `taxesIncluded`); discount is
 * the sum of all discount allocations, tax the sum of all tax lines, both for `quantity` units.
 */
export type LineFacts = {
  readonly lineId: string;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly quantity: number;
  readonly currentQuantity: number;
  readonly unitPriceMinor: bigint;
  readonly discountMinor: bigint;
  readonly taxMinor: bigint;
  readonly isGiftCard: boolean;
};

/** Units of a line given back. `subtotalMinor` is after discounts, with tax when `taxesIncluded`. */
export type RefundLineFacts = {
  readonly lineId: string;
  readonly quantity: number;
  readonly subtotalMinor: bigint;
  readonly taxMinor: bigint;
};

/**
 * The difference between a refund's lines and what was really given back. `amountMinor` is without its
 * tax, which Shopify states beside it: negative when more was given back, positive when less.
 */
export type RefundAdjustmentFacts = {
  readonly kind: 'shipping_refund' | 'refund_discrepancy';
  readonly amountMinor: bigint;
};

export type RefundFacts = {
  readonly refundId: string;
  readonly lines: readonly RefundLineFacts[];
  readonly adjustments: readonly RefundAdjustmentFacts[];
};

export type OrderFacts = {
  readonly currency: string;
  readonly taxesIncluded: boolean;
  readonly test: boolean;
  readonly cancelledAt: Date | null;
  readonly lines: readonly LineFacts[];
  readonly refunds: readonly RefundFacts[];
};

export type LineNet = { readonly lineId: string; readonly netMinor: bigint };

/** Without tax, in minor units of the order's currency. grossMinor − discountMinor − refundedMinor = netMinor. */
export type NetSales = {
  /** False for a test order, which is worth nothing and is no order in any figure. */
  readonly counts: boolean;
  readonly grossMinor: bigint;
  readonly discountMinor: bigint;
  readonly refundedMinor: bigint;
  readonly netMinor: bigint;
  /** One entry per line of the order, in its order; sums to netMinor. */
  readonly perLine: readonly LineNet[];
};

const NOTHING = { grossMinor: 0n, discountMinor: 0n, refundedMinor: 0n, netMinor: 0n };

/**
 * Net sales of an order: line items after all discounts, without tax, shipping, tips and gift cards, less
 * refunds.
 *
 * - **Line**: price × quantity − discounts, less the line's tax when prices include it. Never under zero.
 * - **Gift card**: sold or given back, it counts for nothing.
 * - **Order edit**: units that are gone (`quantity − currentQuantity`) and were not refunded were removed by
 *   an edit; they take their share of the line's gross and discount with them. Added lines are lines.
 * - **Refund of lines**: the refund line's subtotal without tax, whether it was restocked or not.
 * - **Less given back than the lines say** (positive discrepancy, e.g. a restocking fee): returns to that
 *   refund's lines by their subtotals, to each at most what that refund took from it.
 * - **More given back, or a custom amount without lines** (negative discrepancy): spread over all lines that
 *   are no gift cards by what is left of them.
 * - **A line whose refunds exceed it** (rounded tax) **or a refund of a line that is not in the order**: the
 *   excess is spread as a custom amount.
 * - **More than everything given back**: what exceeds the goods is shipping, tax or goodwill; neither a line
 *   nor an order goes under zero.
 * - **Shipping refund**: no effect, shipping never counted.
 * - **Cancelled**: zero on every line, refunded or voided. **Test order**: all zero and `counts: false`.
 *
 * All refunds are taken together, so their order does not matter.
 */
export function netSales(order: OrderFacts): NetSales {
  if (order.test) {
    const perLine = order.lines.map(({ lineId }) => ({ lineId, netMinor: 0n }));
    return { counts: false, ...NOTHING, perLine };
  }
  const sold = order.lines.map((line) => soldLine(line, order));
  const left = order.cancelledAt === null ? afterRefunds(order, sold) : sold.map(() => 0n);

  const grossMinor = total(sold.map((line) => line.net + line.discount));
  const discountMinor = total(sold.map((line) => line.discount));
  const netMinor = total(left);
  return {
    counts: true,
    grossMinor,
    discountMinor,
    refundedMinor: grossMinor - discountMinor - netMinor,
    netMinor,
    perLine: order.lines.map(({ lineId }, position) => ({
      lineId,
      netMinor: left[position] ?? 0n,
    })),
  };
}

type SoldLine = { readonly net: bigint; readonly discount: bigint };

/** What a line was sold for after edits and before refunds. */
function soldLine(line: LineFacts, order: OrderFacts): SoldLine {
  if (line.isGiftCard || line.quantity <= 0) return { net: 0n, discount: 0n };
  const tax = order.taxesIncluded ? line.taxMinor : 0n;
  const net = atLeastZero(BigInt(line.quantity) * line.unitPriceMinor - line.discountMinor - tax);
  const refunded = order.refunds
    .flatMap((refund) => refund.lines)
    .filter(({ lineId }) => lineId === line.lineId)
    .reduce((units, refundLine) => units + refundLine.quantity, 0);
  const removed = line.quantity - line.currentQuantity - refunded;
  const kept = BigInt(line.quantity - Math.min(Math.max(removed, 0), line.quantity));
  return {
    net: scaleByRatio(net, kept, BigInt(line.quantity)),
    discount: scaleByRatio(line.discountMinor, kept, BigInt(line.quantity)),
  };
}

/** What is left of each line after all refunds, by position. */
function afterRefunds(order: OrderFacts, sold: readonly SoldLine[]): bigint[] {
  const positions = new Map(order.lines.map(({ lineId }, position) => [lineId, position]));
  const giftCards = new Set(
    order.lines.filter((line) => line.isGiftCard).map(({ lineId }) => lineId),
  );
  const left = sold.map((line) => line.net);
  let custom = 0n;

  for (const refund of order.refunds) {
    const subtotals = refund.lines.map((line) =>
      atLeastZero(line.subtotalMinor - (order.taxesIncluded ? line.taxMinor : 0n)),
    );
    const discrepancies = refund.adjustments
      .filter(({ kind }) => kind === 'refund_discrepancy')
      .reduce((running, { amountMinor }) => running + amountMinor, 0n);
    const withheld = smaller(atLeastZero(discrepancies), total(subtotals));
    const returned = subtotals.length === 0 ? [] : allocate(withheld, subtotals);
    if (discrepancies < 0n) custom -= discrepancies;

    for (const [at, { lineId }] of refund.lines.entries()) {
      if (giftCards.has(lineId)) continue;
      const taken = (subtotals[at] ?? 0n) - (returned[at] ?? 0n);
      const position = positions.get(lineId);
      if (position === undefined) custom += taken;
      else left[position] = (left[position] ?? 0n) - taken;
    }
  }

  for (const [position, amount] of left.entries()) {
    if (amount >= 0n) continue;
    custom -= amount;
    left[position] = 0n;
  }
  if (left.length === 0) return [];
  const spread = allocate(smaller(custom, total(left)), left);
  return left.map((amount, position) => amount - (spread[position] ?? 0n));
}

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((running, amount) => running + amount, 0n);
}

function atLeastZero(amount: bigint): bigint {
  return amount < 0n ? 0n : amount;
}

function smaller(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
