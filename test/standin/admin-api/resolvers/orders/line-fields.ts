import { minus, plus, sharePair, times } from '../../../orders/money.ts';
import { lineLeft } from '../../../orders/order-totals.ts';
import { gid, type MoneyPair } from '../../../state/world.ts';
import type { ApiContext, ResolverMap } from '../../engine/api-context.ts';
import { findVariant } from '../products.ts';
import { applicationOf } from './order-fields.ts';
import {
  type AllocationSource,
  bagOf,
  type LineSource,
  type ShippingSource,
  taxLines,
  withOrder,
} from './order-source.ts';

type Empty = Record<string, never>;

function discountsOn(line: LineSource, counts: (allocation: AllocationSource) => boolean) {
  return plus(
    ...withOrder(line.order, line.allocations)
      .filter(counts)
      .map(({ amount }) => amount),
  );
}

function isByCode({ order, applicationIndex }: AllocationSource): boolean {
  return order.applications[applicationIndex]?.type === 'discount_code';
}

/** Spread over the whole order rather than made on this line. */
function isOrderLevel({ order, applicationIndex }: AllocationSource): boolean {
  return order.applications[applicationIndex]?.allocationMethod === 'across';
}

/** What is left of a line after all discounts and refunds, without tax. */
function leftBeforeTax(line: LineSource): MoneyPair {
  const { subtotal, tax } = lineLeft(line.order, line);
  return line.order.taxesIncluded ? minus(subtotal, tax) : subtotal;
}

/** Lines of an order, shipping lines and what discounts took off them. */
export const lineFields: ResolverMap = {
  LineItem: {
    id: (line: LineSource) => gid('LineItem', line.id),
    name: (line: LineSource) =>
      line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    product: (line: LineSource, _args: Empty, { shop }: ApiContext) =>
      line.productId === null ? null : (shop.products.get(line.productId) ?? null),
    variant: (line: LineSource, _args: Empty, { shop }: ApiContext) =>
      line.variantId === null ? null : findVariant(shop, line.variantId),
    vendor: (line: LineSource, _args: Empty, { shop }: ApiContext) =>
      line.productId === null ? null : (shop.products.get(line.productId)?.vendor ?? null),
    customAttributes: (line: LineSource) =>
      line.properties.map(({ name, value }) => ({ key: name, value })),
    refundableQuantity: (line: LineSource) => line.currentQuantity,
    originalUnitPriceSet: (line: LineSource) => bagOf(line.order, line.unitPrice),
    originalTotalSet: (line: LineSource) => bagOf(line.order, times(line.unitPrice, line.quantity)),
    totalDiscountSet: (line: LineSource) =>
      bagOf(
        line.order,
        discountsOn(line, (allocation) => !isOrderLevel(allocation)),
      ),
    discountedTotalSet: (line: LineSource, args: { withCodeDiscounts: boolean }) => {
      const off = discountsOn(
        line,
        (allocation) =>
          !isOrderLevel(allocation) && (args.withCodeDiscounts || !isByCode(allocation)),
      );
      return bagOf(line.order, minus(times(line.unitPrice, line.quantity), off));
    },
    discountedUnitPriceAfterAllDiscountsSet: (line: LineSource) => {
      const all = discountsOn(line, () => true);
      const total = minus(times(line.unitPrice, line.quantity), all);
      return bagOf(line.order, sharePair(total, 1, Math.max(1, line.quantity)));
    },
    priceAfterAllDiscountsBeforeTaxesSet: (line: LineSource) =>
      bagOf(line.order, leftBeforeTax(line)),
    discountAllocations: (line: LineSource) => withOrder(line.order, line.allocations),
    taxLines: (line: LineSource, _args: Empty, { shop }: ApiContext) =>
      taxLines(line.order, line.tax, shop.taxRateBp),
    duties: () => [],
    image: () => null,
  },
  DiscountAllocation: {
    allocatedAmountSet: (allocation: AllocationSource) =>
      bagOf(allocation.order, allocation.amount),
    discountApplication: ({ order, applicationIndex }: AllocationSource) => {
      const application = order.applications[applicationIndex];
      if (!application)
        throw new Error(`order ${order.name} has no application ${applicationIndex}`);
      return applicationOf(order, application, applicationIndex);
    },
  },
  ShippingLine: {
    id: (shipping: ShippingSource) => gid('ShippingLine', shipping.order.id),
    code: (shipping: ShippingSource) => shipping.title,
    source: () => 'shopify',
    custom: () => false,
    isRemoved: () => false,
    discountAllocations: ({ order, discount }: ShippingSource) => {
      const applicationIndex = order.applications.findIndex(
        ({ targetType }) => targetType === 'shipping_line',
      );
      return discount.shop === 0 || applicationIndex === -1
        ? []
        : withOrder(order, [{ applicationIndex, amount: discount }]);
    },
    originalPriceSet: (shipping: ShippingSource) => bagOf(shipping.order, shipping.price),
    discountedPriceSet: (shipping: ShippingSource) =>
      bagOf(shipping.order, minus(shipping.price, shipping.discount)),
    currentDiscountedPriceSet: (shipping: ShippingSource) =>
      bagOf(shipping.order, minus(shipping.price, shipping.discount)),
    taxLines: (shipping: ShippingSource, _args: Empty, { shop }: ApiContext) =>
      taxLines(shipping.order, shipping.tax, shop.taxRateBp),
  },
};
