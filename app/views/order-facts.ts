import type { OrderReport } from '#app/db/report-store-orders.server.ts';
import type { Channel } from '#app/domain/channel.ts';
import type { Touch, TouchKind } from '#app/domain/journey.ts';
import type { OrderFacts } from '#app/domain/net-sales.ts';

/** An order's rows as the domain counts them. */
export function orderFactsFrom({ order, lines, refunds }: OrderReport): OrderFacts {
  return {
    currency: order.currency,
    taxesIncluded: order.taxesIncluded,
    test: order.test,
    cancelledAt: order.cancelledAt,
    lines: lines.map((line) => ({
      lineId: String(line.lineId),
      productId: line.productId === null ? null : String(line.productId),
      variantId: line.variantId === null ? null : String(line.variantId),
      quantity: line.quantity,
      currentQuantity: line.currentQuantity,
      unitPriceMinor: line.unitPriceMinor,
      discountMinor: line.discountMinor,
      taxMinor: line.taxMinor,
      isGiftCard: line.isGiftCard,
    })),
    refunds: refunds.map((refund) => ({
      refundId: String(refund.refundId),
      lines: refund.lines.map((line) => ({
        lineId: String(line.lineId),
        quantity: line.quantity,
        subtotalMinor: line.subtotalMinor,
        taxMinor: line.taxMinor,
      })),
      adjustments: refund.adjustments.map(({ kind, amountMinor }) => ({
        kind: kind as 'shipping_refund' | 'refund_discrepancy',
        amountMinor,
      })),
    })),
  };
}

/** A touchpoint's row as the journey takes it. */
export function touchFrom(row: OrderReport['touchpoints'][number]): Touch {
  return {
    id: String(row.touchpointId),
    kind: row.kind as TouchKind,
    channel: row.channel as Channel,
    influencerId: row.influencerId,
    collaborationId: row.collaborationId,
    occurredAt: row.occurredAt,
  };
}
