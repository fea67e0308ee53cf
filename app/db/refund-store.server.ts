import type { RefundTelling } from '#app/domain/order-telling.ts';
import { toJson } from './json-rows.server.ts';
import type { Statements } from './statements.server.ts';

/**
 * Writes refunds of an order. What a refund gave back never changes in Shopify, so parts are added or written
 * over, never taken away; only the money that went out may grow, when a payment goes through later.
 */
export async function putRefunds(
  tx: Statements,
  shopId: number,
  orderId: bigint,
  refunds: readonly RefundTelling[],
): Promise<void> {
  if (refunds.length === 0) return;
  const heads = toJson(refunds);
  const parts = <Part>(partsOf: (refund: RefundTelling) => readonly Part[]) =>
    toJson(
      refunds.flatMap((refund) =>
        partsOf(refund).map((part) => ({ refundId: refund.refundId, ...part })),
      ),
    );
  await tx.$executeRaw`
    with put_lines as (
      insert into refund_line (shop_id, refund_id, refund_line_id, line_id, quantity, restock_type, subtotal_minor, tax_minor)
      select ${shopId}::int, "refundId", "refundLineId", "lineId", quantity, "restockType", "subtotalMinor", "taxMinor"
      from jsonb_to_recordset(${parts(({ lines }) => lines)}::jsonb) as l("refundId" bigint, "refundLineId" bigint,
        "lineId" bigint, quantity int, "restockType" text, "subtotalMinor" bigint, "taxMinor" bigint)
      on conflict (shop_id, refund_id, refund_line_id) do update set
        line_id = excluded.line_id, quantity = excluded.quantity, restock_type = excluded.restock_type,
        subtotal_minor = excluded.subtotal_minor, tax_minor = excluded.tax_minor
    ), put_adjustments as (
      insert into refund_adjustment (shop_id, refund_id, adjustment_id, kind, amount_minor, tax_minor)
      select ${shopId}::int, "refundId", "adjustmentId", kind, "amountMinor", "taxMinor"
      from jsonb_to_recordset(${parts(({ adjustments }) => adjustments)}::jsonb) as a("refundId" bigint,
        "adjustmentId" bigint, kind text, "amountMinor" bigint, "taxMinor" bigint)
      on conflict (shop_id, refund_id, adjustment_id) do update set
        kind = excluded.kind, amount_minor = excluded.amount_minor, tax_minor = excluded.tax_minor
    )
    insert into refund (shop_id, refund_id, order_id, created_at, processed_at, paid_back_minor, currency)
    select ${shopId}::int, "refundId", ${orderId}::bigint, "createdAt", "processedAt", "paidBackMinor", currency
    from jsonb_to_recordset(${heads}::jsonb) as r("refundId" bigint, "createdAt" timestamptz,
      "processedAt" timestamptz, "paidBackMinor" bigint, currency text)
    on conflict (shop_id, refund_id) do update set
      created_at = excluded.created_at, processed_at = excluded.processed_at,
      paid_back_minor = greatest(refund.paid_back_minor, excluded.paid_back_minor), currency = excluded.currency`;
}
