import type { OrderTelling, RefundTelling } from '#app/domain/order-telling.ts';
import { WORKLOAD_ENDS } from './workload.ts';

/** Above all ids of the workload. */
const FIRST_ID = 9_000_000_000_000;
const UNIT_MINOR = 2_450n;

/** An order as it is told when it is placed: two units, by a customer who came over an influencer's page. */
export function newOrder(number: number): OrderTelling {
  const orderId = BigInt(FIRST_ID + 10 * number);
  const at = new Date(WORKLOAD_ENDS.getTime() + number * 1_000);
  const total = 2n * UNIT_MINOR;
  return {
    orderId,
    name: `#${number}`,
    customerId: BigInt(1 + number),
    email: `customer-${number}@mail.example`,
    test: false,
    sourceName: 'web',
    financialStatus: 'paid',
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    cancelledAt: null,
    currency: 'USD',
    presentmentCurrency: 'USD',
    taxesIncluded: false,
    totalMinor: total,
    presentmentTotalMinor: total,
    discountMinor: 0n,
    taxMinor: 0n,
    shippingMinor: 0n,
    tipMinor: 0n,
    cartToken: null,
    checkoutToken: `checkout-${number}`,
    landingSite: `/?utm_source=influencer-${1 + (number % 200)}&utm_medium=influencer`,
    referringSite: 'https://www.instagram.com/',
    attributes: [],
    lines: [
      {
        lineId: orderId + 1n,
        productId: 100n,
        variantId: null,
        title: 'Serum',
        sku: null,
        quantity: 2,
        currentQuantity: 2,
        unitPriceMinor: UNIT_MINOR,
        discountMinor: 0n,
        taxMinor: 0n,
        presentmentUnitPriceMinor: UNIT_MINOR,
        presentmentDiscountMinor: 0n,
        presentmentTaxMinor: 0n,
        isGiftCard: false,
      },
    ],
    codes: [],
    refunds: [],
  };
}

/** One of its units given back. */
export function refundOf({ orderId, processedAt, currency }: OrderTelling): RefundTelling {
  return {
    refundId: orderId + 5n,
    createdAt: processedAt,
    processedAt,
    currency,
    paidBackMinor: UNIT_MINOR,
    lines: [
      {
        refundLineId: orderId + 6n,
        lineId: orderId + 1n,
        quantity: 1,
        restockType: 'return',
        subtotalMinor: UNIT_MINOR,
        taxMinor: 0n,
      },
    ],
    adjustments: [],
  };
}
