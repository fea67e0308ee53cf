import { z } from 'zod';
import type { RefundTelling } from '#app/domain/order-telling.ts';
import type { AdminClient, Operation } from './admin-client.ts';
import { instantSchema, minorOf, numberOf, shopSchema, total } from './node-values.ts';

const refundSchema = z.object({
  id: z.string(),
  createdAt: instantSchema.nullable(),
  processedAt: instantSchema,
  refundLineItems: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: z.array(
      z.object({
        id: z.string().nullable(),
        quantity: z.int(),
        restockType: z.string(),
        lineItem: z.object({ id: z.string() }),
        subtotalSet: shopSchema,
        totalTaxSet: shopSchema,
      }),
    ),
  }),
  orderAdjustments: z.object({
    nodes: z.array(z.object({ id: z.string(), amountSet: shopSchema, taxAmountSet: shopSchema })),
  }),
  transactions: z.object({
    nodes: z.array(z.object({ kind: z.string(), status: z.string(), amountSet: shopSchema })),
  }),
});
type RefundNode = z.output<typeof refundSchema>;

const refundQuery = {
  name: 'refund',
  document: `#graphql
    query Refund($id: ID!, $after: String) {
      refund(id: $id) {
        id
        createdAt
        processedAt
        refundLineItems(first: 80, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes {
            id
            quantity
            restockType
            lineItem { id }
            subtotalSet { ...Shop }
            totalTaxSet { ...Shop }
          }
        }
        orderAdjustments(first: 20) { nodes { id amountSet { ...Shop } taxAmountSet { ...Shop } } }
        transactions(first: 20) { nodes { kind status amountSet { ...Shop } } }
      }
    }
    fragment Shop on MoneyBag { shopMoney { amount currencyCode } }`,
  result: z.object({ refund: refundSchema.nullable() }),
} satisfies Operation;

/**
 * A refund by its global id, in the shop's `currency`; null when it is not there. Shipping that was given back has
 * no part in it, as in the webhooks of today.
 */
export async function fetchRefund(
  client: AdminClient,
  id: string,
  currency: string,
): Promise<RefundTelling | null> {
  const lines: RefundNode['refundLineItems']['nodes'] = [];
  for (let after: string | null = null; ; ) {
    const answer: { refund: RefundNode | null } = await client.run(refundQuery, { id, after });
    const { refund } = answer;
    if (!refund) return null;
    lines.push(...refund.refundLineItems.nodes);
    const { hasNextPage, endCursor } = refund.refundLineItems.pageInfo;
    if (!hasNextPage) return refundFromNode(refund, lines, currency);
    after = endCursor;
  }
}

function refundFromNode(
  refund: RefundNode,
  lines: RefundNode['refundLineItems']['nodes'],
  currency: string,
): RefundTelling {
  const paidBack = refund.transactions.nodes.filter(
    ({ kind, status }) => kind === 'REFUND' && status === 'SUCCESS',
  );
  return {
    refundId: numberOf(refund.id),
    createdAt: refund.createdAt ?? refund.processedAt,
    processedAt: refund.processedAt,
    currency,
    paidBackMinor: total(paidBack.map(({ amountSet }) => minorOf(amountSet.shopMoney))),
    lines: lines.map((line) => ({
      refundLineId: numberOf(line.id ?? line.lineItem.id),
      lineId: numberOf(line.lineItem.id),
      quantity: line.quantity,
      restockType: line.restockType.toLowerCase(),
      subtotalMinor: minorOf(line.subtotalSet.shopMoney),
      taxMinor: minorOf(line.totalTaxSet.shopMoney),
    })),
    adjustments: refund.orderAdjustments.nodes.map((adjustment) => ({
      adjustmentId: numberOf(adjustment.id),
      kind: 'refund_discrepancy',
      amountMinor: minorOf(adjustment.amountSet.shopMoney),
      taxMinor: minorOf(adjustment.taxAmountSet.shopMoney),
    })),
  };
}
