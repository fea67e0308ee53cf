import type { MoneyPair, Order, OrderLine, Refund } from '../../../state/world.ts';
import { moneyBag } from '../../money-source.ts';

/** Parts of an order know their order: money, products and applications are found there. */
export type LineSource = OrderLine & { order: Order };
export type RefundSource = Refund & { order: Order };
export type RefundLineSource = Refund['lines'][number] & { order: Order };
export type AdjustmentSource = Refund['adjustments'][number] & { order: Order };
export type AllocationSource = OrderLine['allocations'][number] & { order: Order };
export type ShippingSource = NonNullable<Order['shipping']> & { order: Order };

/** Money in, and money given back, in one form. */
export type TransactionSource = {
  id: bigint;
  order: Order;
  kind: 'SALE' | 'REFUND';
  status: 'SUCCESS' | 'FAILURE';
  gateway: string;
  at: number;
  amount: MoneyPair;
};

export function withOrder<Part extends object>(
  order: Order,
  parts: readonly Part[],
): (Part & { order: Order })[] {
  return parts.map((part) => ({ ...part, order }));
}

/** An amount of an order as a MoneyBag. */
export function bagOf(order: Order, amount: MoneyPair): ReturnType<typeof moneyBag> {
  return moneyBag(amount, order);
}

export function refundTransactions(refund: Refund, order: Order): TransactionSource[] {
  return refund.transactions.map((transaction) => ({
    id: transaction.id,
    order,
    kind: 'REFUND',
    status: transaction.status === 'success' ? 'SUCCESS' : 'FAILURE',
    gateway: transaction.gateway,
    at: refund.createdAt,
    amount: transaction.amount,
  }));
}

export function orderTransactions(order: Order): TransactionSource[] {
  const paid = order.payments.map(
    (payment): TransactionSource => ({
      id: payment.id,
      order,
      kind: 'SALE',
      status: 'SUCCESS',
      gateway: payment.gateway,
      at: payment.at,
      amount: payment.amount,
    }),
  );
  return [...paid, ...order.refunds.flatMap((refund) => refundTransactions(refund, order))];
}

/** One tax line at the shop's rate; none where nothing is taxed. */
export function taxLines(order: Order, tax: MoneyPair, taxRateBp: number): object[] {
  if (tax.shop === 0 && tax.presentment === 0) return [];
  return [
    {
      title: 'Tax',
      rate: taxRateBp / 10_000,
      ratePercentage: taxRateBp / 100,
      source: 'shopify',
      channelLiable: false,
      priceSet: bagOf(order, tax),
    },
  ];
}
