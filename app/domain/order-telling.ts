/** A line as it was told. Amounts are minor units, for `quantity` units; discount and tax are sums over the line. */
export type LineTelling = {
  readonly lineId: bigint;
  readonly productId: bigint | null;
  readonly variantId: bigint | null;
  readonly title: string;
  readonly sku: string | null;
  /** As ordered, lines added by an edit included. */
  readonly quantity: number;
  /** After edits and refunds. */
  readonly currentQuantity: number;
  readonly unitPriceMinor: bigint;
  readonly discountMinor: bigint;
  readonly taxMinor: bigint;
  readonly presentmentUnitPriceMinor: bigint;
  readonly presentmentDiscountMinor: bigint;
  readonly presentmentTaxMinor: bigint;
  readonly isGiftCard: boolean;
};

/** A code that was used, as the customer wrote it. */
export type CodeTelling = {
  readonly code: string;
  /** percentage, fixed_amount or shipping. */
  readonly type: string;
  readonly amountMinor: bigint;
};

/** A refund; all amounts in the shop's currency. */
export type RefundTelling = {
  readonly refundId: bigint;
  readonly createdAt: Date;
  readonly processedAt: Date;
  readonly currency: string;
  readonly paidBackMinor: bigint;
  readonly lines: readonly {
    readonly refundLineId: bigint;
    readonly lineId: bigint;
    readonly quantity: number;
    readonly restockType: string;
    readonly subtotalMinor: bigint;
    readonly taxMinor: bigint;
  }[];
  readonly adjustments: readonly {
    readonly adjustmentId: bigint;
    /** shipping_refund or refund_discrepancy. */
    readonly kind: string;
    readonly amountMinor: bigint;
    readonly taxMinor: bigint;
  }[];
};

/**
 * An order as Shopify told it once, by a webhook or by the Admin API. Several tellings of one order arrive late,
 * twice and out of order; `updatedAt`, Shopify's own, says which is the newest. `currency` is the shop's, and all
 * amounts but the presentment ones are in it.
 */
export type OrderTelling = {
  readonly orderId: bigint;
  readonly name: string;
  readonly customerId: bigint | null;
  /** Only ever kept as a keyed hash. */
  readonly email: string | null;
  readonly test: boolean;
  readonly sourceName: string | null;
  readonly financialStatus: string | null;
  readonly createdAt: Date;
  readonly processedAt: Date;
  readonly updatedAt: Date;
  readonly cancelledAt: Date | null;
  readonly currency: string;
  readonly presentmentCurrency: string;
  readonly taxesIncluded: boolean;
  readonly totalMinor: bigint;
  readonly presentmentTotalMinor: bigint;
  readonly discountMinor: bigint;
  readonly taxMinor: bigint;
  readonly shippingMinor: bigint;
  readonly tipMinor: bigint;
  readonly cartToken: string | null;
  readonly checkoutToken: string | null;
  /** Path and query of the page where the buyer's session began. */
  readonly landingSite: string | null;
  readonly referringSite: string | null;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly lines: readonly LineTelling[];
  readonly codes: readonly CodeTelling[];
  readonly refunds: readonly RefundTelling[];
};
