import { orderTotals } from '../../../orders/order-totals.ts';
import type { Discount, Shop } from '../../../state/world.ts';
import { gid } from '../../../state/world.ts';
import { type ApiContext, type ResolverMap, Tagged } from '../../engine/api-context.ts';
import { search } from '../../engine/search-query.ts';
import { moneyOf } from '../../money-source.ts';
import { discountStatus, isFreeShipping } from './find-discount.ts';

type Empty = Record<string, never>;

/** The discount as the union's member that it is. */
function concreteDiscount(discount: Discount): Tagged {
  return new Tagged(
    isFreeShipping(discount) ? 'DiscountCodeFreeShipping' : 'DiscountCodeBasic',
    discount,
  );
}

function summaryOf(discount: Discount, shop: Shop): string {
  const { value } = discount;
  const on = discount.items === null ? 'entire order' : 'selected items';
  if (value.kind === 'free_shipping') return 'Free shipping on all orders';
  if (value.kind === 'percentage') return `${Number((value.fraction * 100).toFixed(2))}% off ${on}`;
  return `${moneyOf(value.amountMinor, shop.currency).amount} ${shop.currency} off ${on}`;
}

function usedBy(discount: Discount): number {
  return discount.codes.reduce((sum, code) => sum + code.usage, 0);
}

/** Sum of the orders that used any of the codes, as they stand now. */
function totalSales(discount: Discount, shop: Shop) {
  const codes = new Set(discount.codes.map(({ code }) => code.toLowerCase()));
  let sum = 0;
  for (const order of shop.orders.values()) {
    if (order.discountCodes.some(({ code }) => codes.has(code.toLowerCase()))) {
      sum += orderTotals(order).currentTotal.shop;
    }
  }
  return moneyOf(sum, shop.currency);
}

const common: ResolverMap[string] = {
  status: (discount: Discount, _args: Empty, { world }: ApiContext) =>
    discountStatus(discount, world.clock.now()),
  summary: (discount: Discount, _args: Empty, { shop }: ApiContext) => summaryOf(discount, shop),
  shortSummary: (discount: Discount, _args: Empty, { shop }: ApiContext) =>
    summaryOf(discount, shop),
  asyncUsageCount: usedBy,
  appliesOncePerCustomer: (discount: Discount) => discount.oncePerCustomer,
  codes: (discount: Discount, args: { query?: string | null }) =>
    search(discount.codes, args.query, {
      default: { kind: 'exact', of: ({ code }) => [code] },
      code: { kind: 'exact', of: ({ code }) => [code] },
      id: { kind: 'number', of: ({ id }) => id },
    }),
  codesCount: (discount: Discount) => ({ count: discount.codes.length, precision: 'EXACT' }),
  combinesWith: (discount: Discount) => ({
    orderDiscounts: discount.combinesWith.order,
    productDiscounts: discount.combinesWith.product,
    shippingDiscounts: discount.combinesWith.shipping,
    productDiscountsWithTagsOnSameCartLine: null,
  }),
  context: () => new Tagged('DiscountBuyerSelectionAll', { all: 'ALL' }),
  discountClasses: (discount: Discount) => [discountClass(discount)],
  hasTimelineComment: () => false,
  minimumRequirement: (discount: Discount, _args: Empty, { shop }: ApiContext) => {
    const { minimum } = discount;
    if (minimum === null) return null;
    return 'quantity' in minimum
      ? new Tagged('DiscountMinimumQuantity', { greaterThanOrEqualToQuantity: minimum.quantity })
      : new Tagged('DiscountMinimumSubtotal', {
          greaterThanOrEqualToSubtotal: moneyOf(minimum.subtotalMinor, shop.currency),
        });
  },
  recurringCycleLimit: () => null,
  shareableUrls: (discount: Discount, _args: Empty, { shop }: ApiContext) =>
    discount.codes.slice(0, 1).map(({ code }) => ({
      title: shop.name,
      targetType: 'HOME',
      targetItemImage: null,
      url: `https://${shop.domain}/discount/${encodeURIComponent(code)}`,
    })),
  totalSales: (discount: Discount, _args: Empty, { shop }: ApiContext) =>
    totalSales(discount, shop),
};

function discountClass(discount: Discount): string {
  if (isFreeShipping(discount)) return 'SHIPPING';
  return discount.items === null ? 'ORDER' : 'PRODUCT';
}

/** The readable side of code discounts. */
export const discountFields: ResolverMap = {
  DiscountCodeNode: {
    id: (discount: Discount) => gid('DiscountCodeNode', discount.id),
    codeDiscount: concreteDiscount,
  },
  DiscountNode: {
    id: (discount: Discount) => gid('DiscountNode', discount.id),
    discount: concreteDiscount,
  },
  DiscountCodeBasic: {
    ...common,
    discountClass,
    customerGets: (discount: Discount) => discount,
  },
  DiscountCodeFreeShipping: {
    ...common,
    appliesOnOneTimePurchase: () => true,
    appliesOnSubscription: () => false,
    destinationSelection: () => new Tagged('DiscountCountryAll', { allCountries: true }),
    maximumShippingPrice: () => null,
  },
  DiscountCustomerGets: {
    appliesOnOneTimePurchase: () => true,
    appliesOnSubscription: () => false,
    items: (discount: Discount) => {
      if (discount.items === null) return new Tagged('AllDiscountItems', { allItems: true });
      return discount.items.collectionIds.length > 0
        ? new Tagged('DiscountCollections', discount)
        : new Tagged('DiscountProducts', discount);
    },
    value: (discount: Discount, _args: Empty, { shop }: ApiContext) => {
      const { value } = discount;
      if (value.kind === 'fixed') {
        return new Tagged('DiscountAmount', {
          amount: moneyOf(value.amountMinor, shop.currency),
          appliesOnEachItem: value.onEachItem,
        });
      }
      const percentage = value.kind === 'percentage' ? value.fraction : 1;
      return new Tagged('DiscountPercentage', { percentage });
    },
  },
  DiscountProducts: {
    products: (discount: Discount, _args: Empty, { shop }: ApiContext) =>
      (discount.items?.productIds ?? []).flatMap((id) => shop.products.get(id) ?? []),
    productVariants: () => [],
  },
  DiscountCollections: {
    collections: (discount: Discount, _args: Empty, { shop }: ApiContext) =>
      (discount.items?.collectionIds ?? []).flatMap((id) => shop.collections.get(id) ?? []),
  },
};
