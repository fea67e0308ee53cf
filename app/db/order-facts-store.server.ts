import type { LineFacts, OrderFacts, RefundAdjustmentFacts } from '#app/domain/net-sales.ts';
import type { Tx } from './client.server.ts';

/** What attribution reads of an order beside its touchpoints. */
export type StoredOrderFacts = {
  readonly orderId: bigint;
  readonly processedAt: Date;
  /** Whether it is its customer's first counted order; null when no customer is known. */
  readonly isFirstOfCustomer: boolean | null;
  readonly facts: OrderFacts;
};

/** The facts of some orders, in a few statements however many there are. Orders that are not known are left out. */
export async function factsOfOrders(
  tx: Tx,
  shopId: number,
  orderIds: readonly bigint[],
): Promise<StoredOrderFacts[]> {
  const where = { shopId, orderId: { in: [...orderIds] } };
  const heads = await tx.order.findMany({ where, orderBy: { orderId: 'asc' } });
  const lines = await tx.orderLine.findMany({ where, orderBy: { position: 'asc' } });
  const refunds = await tx.refund.findMany({ where, orderBy: { refundId: 'asc' } });
  const ofRefunds = {
    where: { shopId, refundId: { in: refunds.map((refund) => refund.refundId) } },
  };
  const [refundLines, adjustments] =
    refunds.length === 0
      ? [[], []]
      : [
          await tx.refundLine.findMany({ ...ofRefunds, orderBy: { refundLineId: 'asc' } }),
          await tx.refundAdjustment.findMany({ ...ofRefunds, orderBy: { adjustmentId: 'asc' } }),
        ];
  const firsts = await firstOrders(tx, shopId, orderIds);

  const linesOf = Map.groupBy(lines, ({ orderId }) => orderId);
  const refundsOf = Map.groupBy(refunds, ({ orderId }) => orderId);
  const refundLinesOf = Map.groupBy(refundLines, ({ refundId }) => refundId);
  const adjustmentsOf = Map.groupBy(adjustments, ({ refundId }) => refundId);

  return heads.map((head) => ({
    orderId: head.orderId,
    processedAt: head.processedAt,
    isFirstOfCustomer: head.customerId === null ? null : firsts.has(head.orderId),
    facts: {
      currency: head.currency,
      taxesIncluded: head.taxesIncluded,
      test: head.test,
      cancelledAt: head.cancelledAt,
      lines: (linesOf.get(head.orderId) ?? []).map(
        (line): LineFacts => ({
          lineId: String(line.lineId),
          productId: line.productId === null ? null : String(line.productId),
          variantId: line.variantId === null ? null : String(line.variantId),
          quantity: line.quantity,
          currentQuantity: line.currentQuantity,
          unitPriceMinor: line.unitPriceMinor,
          discountMinor: line.discountMinor,
          taxMinor: line.taxMinor,
          isGiftCard: line.isGiftCard,
        }),
      ),
      refunds: (refundsOf.get(head.orderId) ?? []).map(({ refundId }) => ({
        refundId: String(refundId),
        lines: (refundLinesOf.get(refundId) ?? []).map((line) => ({
          lineId: String(line.lineId),
          quantity: line.quantity,
          subtotalMinor: line.subtotalMinor,
          taxMinor: line.taxMinor,
        })),
        adjustments: (adjustmentsOf.get(refundId) ?? []).map(({ kind, amountMinor }) => ({
          kind: adjustmentKind(kind),
          amountMinor,
        })),
      })),
    },
  }));
}

/** Any kind but a shipping refund changes what the goods brought in. */
function adjustmentKind(kind: string): RefundAdjustmentFacts['kind'] {
  return kind === 'shipping_refund' ? 'shipping_refund' : 'refund_discrepancy';
}

/** Those of the orders that are the first counted order of their customer, by instant of processing, then by number. */
async function firstOrders(
  tx: Tx,
  shopId: number,
  orderIds: readonly bigint[],
): Promise<ReadonlySet<bigint>> {
  const rows = await tx.$queryRaw<{ order_id: bigint }[]>`
    select o.order_id from "order" o
    where o.shop_id = ${shopId} and o.order_id = any(${[...orderIds]}::bigint[])
      and o.customer_id is not null and not o.test and o.cancelled_at is null
      and not exists (
        select from "order" p
        where p.shop_id = o.shop_id and p.customer_id = o.customer_id and not p.test and p.cancelled_at is null
          and (p.processed_at, p.order_id) < (o.processed_at, o.order_id))`;
  return new Set(rows.map((row) => row.order_id));
}
