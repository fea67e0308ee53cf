import { NOTHING, plus } from '../../../orders/money.ts';
import { orderTotals } from '../../../orders/order-totals.ts';
import { gid, type Order } from '../../../state/world.ts';
import { type ApiContext, type ResolverMap, Tagged } from '../../engine/api-context.ts';
import { idFrom } from '../../global-id.ts';
import { findOrders, isVisible } from './order-search.ts';
import {
  bagOf,
  orderTransactions,
  type TransactionSource,
  taxLines,
  withOrder,
} from './order-source.ts';

type Empty = Record<string, never>;
type ListArgs = { query?: string | null; sortKey?: string };
type Totals = ReturnType<typeof orderTotals>;

/** Resolvers of the MoneyBags of an order that are one of its sums. */
function sums(fields: Record<string, keyof Totals>): ResolverMap[string] {
  const resolvers: ResolverMap[string] = {};
  for (const [field, key] of Object.entries(fields)) {
    resolvers[field] = (order: Order) => bagOf(order, orderTotals(order)[key]);
  }
  return resolvers;
}

const SOURCE_APPS: Record<string, string> = { web: 'Online Store', pos: 'Point of Sale' };

function visibleOrder(context: ApiContext, id: bigint): Order | null {
  const order = context.shop.orders.get(id);
  return order && isVisible(order, context) ? order : null;
}

function count(items: readonly unknown[]): object {
  return { count: items.length, precision: 'EXACT' };
}

/** Orders: finding them, their own fields and their sums. */
export const orderFields: ResolverMap = {
  QueryRoot: {
    order: (_: unknown, args: { id: string }, context: ApiContext) =>
      visibleOrder(context, idFrom(args.id, 'Order')),
    orders: (_: unknown, args: ListArgs, context: ApiContext) =>
      findOrders(context.shop.orders.values(), args, context),
    refund: (_: unknown, args: { id: string }, context: ApiContext) => {
      const id = idFrom(args.id, 'Refund');
      const orders = [...context.shop.orders.values()].filter((order) => isVisible(order, context));
      return orders
        .flatMap((order) => withOrder(order, order.refunds))
        .find((refund) => refund.id === id);
    },
    ordersCount: (_: unknown, args: ListArgs, context: ApiContext) =>
      count(findOrders(context.shop.orders.values(), args, context)),
  },
  Order: {
    id: (order: Order) => gid('Order', order.id),
    legacyResourceId: (order: Order) => order.id,
    currencyCode: (order: Order) => order.currency,
    presentmentCurrencyCode: (order: Order) => order.presentmentCurrency,
    cancelReason: (order: Order) => order.cancelReason?.toUpperCase() ?? null,
    displayFinancialStatus: (order: Order) => order.financialStatus.toUpperCase(),
    displayFulfillmentStatus: () => 'UNFULFILLED',
    closed: () => false,
    closedAt: () => null,
    confirmed: () => true,
    fullyPaid: (order: Order) => order.financialStatus === 'paid',
    unpaid: (order: Order) => order.financialStatus === 'pending',
    tags: () => [],
    app: (order: Order) => ({
      id: gid('App', 580_111n),
      name: SOURCE_APPS[order.sourceName] ?? order.sourceName,
    }),
    attribution: () => null,
    clientIp: (order: Order) => order.browserIp,
    customAttributes: (order: Order) =>
      order.attributes.map(({ name, value }) => ({ key: name, value })),
    discountCode: (order: Order) => order.discountCodes[0]?.code ?? null,
    discountCodes: (order: Order) => order.discountCodes.map(({ code }) => code),
    customer: (order: Order, _args: Empty, { shop }: ApiContext) =>
      order.customerId === null ? null : (shop.customers.get(order.customerId) ?? null),
    shippingAddress: (order: Order) => order.shippingAddress,
    customerJourneySummary: (order: Order) => order,
    discountApplications: (order: Order) =>
      order.applications.map((application, index) => applicationOf(order, application, index)),
    lineItems: (order: Order) => withOrder(order, order.lines),
    refunds: (order: Order, args: { first?: number | null }) =>
      withOrder(order, order.refunds).slice(0, args.first ?? undefined),
    shippingLine: (order: Order) => (order.shipping ? { ...order.shipping, order } : null),
    shippingLines: (order: Order) => (order.shipping ? [{ ...order.shipping, order }] : []),
    transactions: (order: Order, args: { first?: number | null }) =>
      orderTransactions(order).slice(0, args.first ?? undefined),
    transactionsCount: (order: Order) => count(orderTransactions(order)),
    taxLines: (order: Order, _args: Empty, { shop }: ApiContext) =>
      taxLines(order, orderTotals(order).tax, shop.taxRateBp),
    subtotalLineItemsQuantity: (order: Order) =>
      order.lines.reduce((sum, line) => sum + line.quantity, 0),
    currentSubtotalLineItemsQuantity: (order: Order) =>
      order.lines.reduce((sum, line) => sum + line.currentQuantity, 0),
    originalTotalPriceSet: (order: Order) => bagOf(order, order.originalTotal),
    netPaymentSet: (order: Order) => {
      const { received, refunded } = orderTotals(order);
      const back = { shop: -refunded.shop, presentment: -refunded.presentment };
      return bagOf(order, plus(received, back));
    },
    refundDiscrepancySet: (order: Order) =>
      bagOf(
        order,
        plus(
          NOTHING,
          ...order.refunds
            .flatMap((refund) => refund.adjustments)
            .filter(({ kind }) => kind === 'refund_discrepancy')
            .map(({ amount }) => amount),
        ),
      ),
    ...sums({
      totalPriceSet: 'total',
      currentTotalPriceSet: 'currentTotal',
      subtotalPriceSet: 'subtotal',
      currentSubtotalPriceSet: 'currentSubtotal',
      totalDiscountsSet: 'discounts',
      currentTotalDiscountsSet: 'currentDiscounts',
      totalTaxSet: 'tax',
      currentTotalTaxSet: 'currentTax',
      totalShippingPriceSet: 'shipping',
      currentShippingPriceSet: 'currentShipping',
      totalTipReceivedSet: 'tip',
      totalReceivedSet: 'received',
      totalRefundedSet: 'refunded',
      totalRefundedShippingSet: 'refundedShipping',
      totalOutstandingSet: 'outstanding',
    }),
  },
  OrderTransaction: {
    id: (transaction: TransactionSource) => gid('OrderTransaction', transaction.id),
    createdAt: (transaction: TransactionSource) => transaction.at,
    processedAt: (transaction: TransactionSource) => transaction.at,
    test: (transaction: TransactionSource) => transaction.order.test,
    amountSet: (transaction: TransactionSource) => bagOf(transaction.order, transaction.amount),
  },
};

const APPLICATION_TYPES = {
  discount_code: 'DiscountCodeApplication',
  automatic: 'AutomaticDiscountApplication',
  manual: 'ManualDiscountApplication',
} as const;

/** A discount application as the member of the interface that it is. */
export function applicationOf(
  order: Order,
  application: Order['applications'][number],
  index: number,
): Tagged {
  const value =
    application.valueType === 'percentage'
      ? new Tagged('PricingPercentageValue', { percentage: Number(application.value) })
      : new Tagged('MoneyV2', {
          amount: application.value,
          currencyCode: order.presentmentCurrency,
        });
  return new Tagged(APPLICATION_TYPES[application.type], {
    index,
    value,
    title: application.title,
    code: application.code,
    targetType: application.targetType.toUpperCase(),
    targetSelection: 'ALL',
    allocationMethod: application.allocationMethod.toUpperCase(),
  });
}
