import { z } from 'zod';
import { normaliseCode } from '#app/domain/code-template.ts';
import type {
  CodeTelling,
  LineTelling,
  OrderTelling,
  RefundTelling,
} from '#app/domain/order-telling.ts';
import { looseText, optionalText } from '../inbound/payload-fields.ts';
import {
  bothSchema,
  instantSchema,
  minorOf,
  numberOf,
  shopMinor,
  shopSchema,
  total,
} from './node-values.ts';

/** As many as are kept of a webhook's. */
const MAX_ATTRIBUTES = 100;

const idSchema = z.object({ id: z.string() }).nullable();
/** Only a code's application names a code. */
const codeSchema = z.object({ code: z.string().optional() });

export const lineNodeSchema = z.object({
  id: z.string(),
  title: looseText(1000),
  sku: optionalText(255),
  quantity: z.int(),
  currentQuantity: z.int(),
  isGiftCard: z.boolean(),
  product: idSchema,
  variant: idSchema,
  originalUnitPriceSet: bothSchema,
  discountAllocations: z.array(
    z.object({ allocatedAmountSet: bothSchema, discountApplication: codeSchema }),
  ),
  taxLines: z.array(z.object({ priceSet: bothSchema })),
});
export type LineNode = z.output<typeof lineNodeSchema>;

export const applicationNodeSchema = codeSchema.extend({
  targetType: z.string(),
  value: z.object({ __typename: z.string() }),
});
export type ApplicationNode = z.output<typeof applicationNodeSchema>;

export const shippingNodeSchema = z.object({
  discountAllocations: z.array(
    z.object({ allocatedAmountSet: shopSchema, discountApplication: codeSchema }),
  ),
});
export type ShippingNode = z.output<typeof shippingNodeSchema>;

/** An order's own fields, without its connections. */
export const orderNodeSchema = z.object({
  id: z.string(),
  name: looseText(255),
  test: z.boolean(),
  createdAt: instantSchema,
  processedAt: instantSchema,
  updatedAt: instantSchema,
  cancelledAt: instantSchema.nullable(),
  sourceName: optionalText(255),
  displayFinancialStatus: optionalText(40),
  currencyCode: z.string(),
  presentmentCurrencyCode: z.string(),
  taxesIncluded: z.boolean(),
  cartToken: optionalText(255),
  checkoutToken: optionalText(255),
  discountCodes: z.array(looseText(255)),
  customAttributes: z.array(z.object({ key: looseText(255), value: looseText(2000) })),
  totalPriceSet: bothSchema,
  totalDiscountsSet: shopSchema.nullable(),
  totalTaxSet: shopSchema.nullable(),
  totalShippingPriceSet: shopSchema,
  totalTipReceivedSet: shopSchema.nullable(),
  refunds: z.array(z.object({ id: z.string() })),
  customerJourneySummary: z
    .object({
      lastVisit: z
        .object({ landingPage: optionalText(8000), referrerUrl: optionalText(8000) })
        .nullable(),
    })
    .nullable(),
});
export type OrderNode = z.output<typeof orderNodeSchema>;

/** What hangs on an order by connections, in Shopify's order. */
export type OrderParts = {
  readonly lines: readonly LineNode[];
  readonly applications: readonly ApplicationNode[];
  readonly shipping: readonly ShippingNode[];
  readonly refunds: readonly RefundTelling[];
};

/**
 * An order of the Admin API as a webhook would tell it, but for customer and e-mail, which the app has no permission
 * to ask. Landing site and referrer are those of the last visit, where Shopify has worked the journey out.
 * @throws AppError invalid_amount, unknown_currency
 */
export function orderFromNode(order: OrderNode, parts: OrderParts): OrderTelling {
  const visit = order.customerJourneySummary?.lastVisit ?? null;
  return {
    orderId: numberOf(order.id),
    name: order.name,
    customerId: null,
    email: null,
    test: order.test,
    sourceName: order.sourceName,
    financialStatus: order.displayFinancialStatus?.toLowerCase() ?? null,
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    currency: order.currencyCode,
    presentmentCurrency: order.presentmentCurrencyCode,
    taxesIncluded: order.taxesIncluded,
    totalMinor: minorOf(order.totalPriceSet.shopMoney),
    presentmentTotalMinor: minorOf(order.totalPriceSet.presentmentMoney),
    discountMinor: shopMinor(order.totalDiscountsSet),
    taxMinor: shopMinor(order.totalTaxSet),
    shippingMinor: shopMinor(order.totalShippingPriceSet),
    tipMinor: shopMinor(order.totalTipReceivedSet),
    cartToken: order.cartToken,
    checkoutToken: order.checkoutToken,
    landingSite: visit && pathOf(visit.landingPage),
    referringSite: visit?.referrerUrl ?? null,
    attributes: order.customAttributes
      .slice(0, MAX_ATTRIBUTES)
      .map(({ key, value }) => ({ name: key, value })),
    lines: parts.lines.map(lineFromNode),
    codes: codesOf(order, parts),
    refunds: parts.refunds,
  };
}

function lineFromNode(line: LineNode): LineTelling {
  const discounts = line.discountAllocations.map(({ allocatedAmountSet }) => allocatedAmountSet);
  const taxes = line.taxLines.map(({ priceSet }) => priceSet);
  const shop = (sets: typeof taxes) => total(sets.map((set) => minorOf(set.shopMoney)));
  const presentment = (sets: typeof taxes) =>
    total(sets.map((set) => minorOf(set.presentmentMoney)));
  return {
    lineId: numberOf(line.id),
    productId: line.product && numberOf(line.product.id),
    variantId: line.variant && numberOf(line.variant.id),
    title: line.title,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unitPriceMinor: minorOf(line.originalUnitPriceSet.shopMoney),
    discountMinor: shop(discounts),
    taxMinor: shop(taxes),
    presentmentUnitPriceMinor: minorOf(line.originalUnitPriceSet.presentmentMoney),
    presentmentDiscountMinor: presentment(discounts),
    presentmentTaxMinor: presentment(taxes),
    isGiftCard: line.isGiftCard,
  };
}

/** The codes with what each took off, which the Admin API tells by the allocations only. */
function codesOf(order: OrderNode, { lines, applications, shipping }: OrderParts): CodeTelling[] {
  const allocations = [...lines, ...shipping].flatMap(
    ({ discountAllocations }) => discountAllocations,
  );
  return order.discountCodes.map((code) => {
    const isThis = (application: z.output<typeof codeSchema>) =>
      application.code !== undefined && normaliseCode(application.code) === normaliseCode(code);
    const application = applications.find(isThis);
    const isPercentage = application?.value.__typename === 'PricingPercentageValue';
    const isShipping = application?.targetType === 'SHIPPING_LINE';
    const mine = allocations.filter(({ discountApplication }) => isThis(discountApplication));
    return {
      code,
      type: isShipping ? 'shipping' : isPercentage ? 'percentage' : 'fixed_amount',
      amountMinor: total(mine.map(({ allocatedAmountSet }) => shopMinor(allocatedAmountSet))),
    };
  });
}

/** A page's path and query, as a webhook's landing site has them. */
function pathOf(landingPage: string | null): string | null {
  const url = landingPage === null ? null : URL.parse(landingPage);
  return url ? url.pathname + url.search : landingPage;
}
