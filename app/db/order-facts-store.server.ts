import type { LineFacts, OrderFacts, RefundAdjustmentFacts } from '#app/domain/net-sales.ts';
import type { Statements } from './statements.server.ts';

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
  tx: Statements,
  shopId: number,
  orderIds: readonly bigint[],
): Promise<StoredOrderFacts[]> {
  const ids = [...orderIds];
  const heads = await tx.$queryRaw<Head[]>`
    select order_id as "orderId", processed_at as "processedAt", customer_id as "customerId", currency,
      taxes_included as "taxesIncluded", test, cancelled_at as "cancelledAt"
    from "order" where shop_id = ${shopId}::int and order_id = any(${ids}::bigint[]) order by order_id`;
  const lines = await tx.$queryRaw<Line[]>`
    select order_id as "orderId", line_id as "lineId", product_id as "productId", variant_id as "variantId",
      quantity, current_quantity as "currentQuantity", unit_price_minor as "unitPriceMinor",
      discount_minor as "discountMinor", tax_minor as "taxMinor", is_gift_card as "isGiftCard"
    from order_line where shop_id = ${shopId}::int and order_id = any(${ids}::bigint[]) order by position`;
  const refunds = await tx.$queryRaw<{ orderId: bigint; refundId: bigint }[]>`
    select order_id as "orderId", refund_id as "refundId"
    from refund where shop_id = ${shopId}::int and order_id = any(${ids}::bigint[]) order by refund_id`;
  const { refundLines, adjustments } = await partsOfRefunds(
    tx,
    shopId,
    refunds.map(({ refundId }) => refundId),
  );
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

type Head = Pick<OrderFacts, 'currency' | 'taxesIncluded' | 'test' | 'cancelledAt'> & {
  orderId: bigint;
  processedAt: Date;
  customerId: bigint | null;
};

type Line = Omit<LineFacts, 'lineId' | 'productId' | 'variantId'> & {
  orderId: bigint;
  lineId: bigint;
  productId: bigint | null;
  variantId: bigint | null;
};

type RefundLine = {
  refundId: bigint;
  lineId: bigint;
  quantity: number;
  subtotalMinor: bigint;
  taxMinor: bigint;
};

type Adjustment = { refundId: bigint; kind: string; amountMinor: bigint };

async function partsOfRefunds(
  tx: Statements,
  shopId: number,
  refundIds: readonly bigint[],
): Promise<{ refundLines: RefundLine[]; adjustments: Adjustment[] }> {
  if (refundIds.length === 0) return { refundLines: [], adjustments: [] };
  const ids = [...refundIds];
  return {
    refundLines: await tx.$queryRaw<RefundLine[]>`
      select refund_id as "refundId", line_id as "lineId", quantity, subtotal_minor as "subtotalMinor",
        tax_minor as "taxMinor"
      from refund_line where shop_id = ${shopId}::int and refund_id = any(${ids}::bigint[])
      order by refund_line_id`,
    adjustments: await tx.$queryRaw<Adjustment[]>`
      select refund_id as "refundId", kind, amount_minor as "amountMinor"
      from refund_adjustment where shop_id = ${shopId}::int and refund_id = any(${ids}::bigint[])
      order by adjustment_id`,
  };
}

/** Any kind but a shipping refund changes what the goods brought in. */
function adjustmentKind(kind: string): RefundAdjustmentFacts['kind'] {
  return kind === 'shipping_refund' ? 'shipping_refund' : 'refund_discrepancy';
}

/** Those of the orders that are the first counted order of their customer, by instant of processing, then by number. */
async function firstOrders(
  tx: Statements,
  shopId: number,
  orderIds: readonly bigint[],
): Promise<ReadonlySet<bigint>> {
  const rows = await tx.$queryRaw<{ order_id: bigint }[]>`
    select o.order_id from "order" o
    where o.shop_id = ${shopId}::int and o.order_id = any(${[...orderIds]}::bigint[])
      and o.customer_id is not null and not o.test and o.cancelled_at is null
      and not exists (
        select from "order" p
        where p.shop_id = o.shop_id and p.customer_id = o.customer_id and not p.test and p.cancelled_at is null
          and (p.processed_at, p.order_id) < (o.processed_at, o.order_id))`;
  return new Set(rows.map((row) => row.order_id));
}
