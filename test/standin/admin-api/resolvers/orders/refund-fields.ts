import { plus, times } from '../../../orders/money.ts';
import { gid } from '../../../state/world.ts';
import type { ResolverMap } from '../../engine/api-context.ts';
import {
  type AdjustmentSource,
  bagOf,
  type RefundLineSource,
  type RefundSource,
  refundTransactions,
  withOrder,
} from './order-source.ts';

/** Refunds of an order: lines, shipping, differences, money. */
export const refundFields: ResolverMap = {
  Refund: {
    id: (refund: RefundSource) => gid('Refund', refund.id),
    legacyResourceId: (refund: RefundSource) => refund.id,
    processedAt: (refund: RefundSource) => refund.createdAt,
    updatedAt: (refund: RefundSource) => refund.createdAt,
    duties: () => [],
    return: () => null,
    totalRefundedSet: (refund: RefundSource) =>
      bagOf(
        refund.order,
        plus(
          ...refund.transactions
            .filter(({ status }) => status === 'success')
            .map(({ amount }) => amount),
        ),
      ),
    refundLineItems: (refund: RefundSource) => withOrder(refund.order, refund.lines),
    refundShippingLines: (refund: RefundSource) =>
      withOrder(
        refund.order,
        refund.adjustments.filter(({ kind }) => kind === 'shipping_refund'),
      ),
    orderAdjustments: (refund: RefundSource) =>
      withOrder(
        refund.order,
        refund.adjustments.filter(({ kind }) => kind === 'refund_discrepancy'),
      ),
    transactions: (refund: RefundSource) => refundTransactions(refund, refund.order),
  },
  RefundLineItem: {
    id: (line: RefundLineSource) => gid('RefundLineItem', line.id),
    restockType: (line: RefundLineSource) => line.restockType.toUpperCase(),
    restocked: (line: RefundLineSource) => line.restockType !== 'no_restock',
    location: () => null,
    priceSet: (line: RefundLineSource) => {
      const ordered = line.order.lines.find(({ id }) => id === line.lineId);
      return bagOf(line.order, ordered?.unitPrice ?? line.subtotal);
    },
    subtotalSet: (line: RefundLineSource) => bagOf(line.order, line.subtotal),
    totalTaxSet: (line: RefundLineSource) => bagOf(line.order, line.tax),
    lineItem: (line: RefundLineSource) =>
      withOrder(line.order, line.order.lines).find(({ id }) => id === line.lineId),
  },
  RefundShippingLine: {
    id: (adjustment: AdjustmentSource) => gid('RefundShippingLine', adjustment.id),
    shippingLine: ({ order }: AdjustmentSource) =>
      order.shipping ? { ...order.shipping, order } : null,
    subtotalAmountSet: ({ order, amount }: AdjustmentSource) => bagOf(order, times(amount, -1)),
    taxAmountSet: ({ order, tax }: AdjustmentSource) => bagOf(order, times(tax, -1)),
  },
  OrderAdjustment: {
    id: (adjustment: AdjustmentSource) => gid('OrderAdjustment', adjustment.id),
    reason: () => 'REFUND_DISCREPANCY',
    amountSet: ({ order, amount }: AdjustmentSource) => bagOf(order, amount),
    taxAmountSet: ({ order, tax }: AdjustmentSource) => bagOf(order, tax),
  },
};
