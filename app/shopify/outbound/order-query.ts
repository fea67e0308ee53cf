import { z } from 'zod';
import type { OrderTelling, RefundTelling } from '#app/domain/order-telling.ts';
import type { AdminClient, Operation } from './admin-client.ts';
import {
  applicationNodeSchema,
  type LineNode,
  lineNodeSchema,
  type OrderNode,
  orderFromNode,
  orderNodeSchema,
  shippingNodeSchema,
} from './order-node.ts';
import { fetchRefund } from './refund-query.ts';

const MONEY = `
  fragment Shop on MoneyBag { shopMoney { amount currencyCode } }
  fragment Both on MoneyBag {
    shopMoney { amount currencyCode }
    presentmentMoney { amount currencyCode }
  }`;

const ORDER = `
  id
  name
  test
  createdAt
  processedAt
  updatedAt
  cancelledAt
  sourceName
  displayFinancialStatus
  currencyCode
  presentmentCurrencyCode
  taxesIncluded
  cartToken
  checkoutToken
  discountCodes
  customAttributes { key value }
  totalPriceSet { ...Both }
  totalDiscountsSet { ...Shop }
  totalTaxSet { ...Shop }
  totalShippingPriceSet { ...Shop }
  totalTipReceivedSet { ...Shop }
  refunds { id }
  customerJourneySummary { lastVisit { landingPage referrerUrl } }`;

const APPLICATION = `
  targetType
  value { __typename }
  ... on DiscountCodeApplication { code }`;

const SHIPPING = `
  discountAllocations {
    allocatedAmountSet { ...Shop }
    discountApplication { ... on DiscountCodeApplication { code } }
  }`;

const LINE = `
  id
  title
  sku
  quantity
  currentQuantity
  isGiftCard
  product { id }
  variant { id }
  originalUnitPriceSet { ...Both }
  discountAllocations {
    allocatedAmountSet { ...Both }
    discountApplication { ... on DiscountCodeApplication { code } }
  }
  taxLines { priceSet { ...Both } }`;

const wholeOrderSchema = orderNodeSchema.extend({
  discountApplications: z.object({ nodes: z.array(applicationNodeSchema) }),
  shippingLines: z.object({ nodes: z.array(shippingNodeSchema) }),
  lineItems: z.object({
    nodes: z.array(lineNodeSchema),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});
type WholeOrder = z.output<typeof wholeOrderSchema>;

/** Thirty lines a page keep the query below Shopify's limit for one query. */
const orderQuery = {
  name: 'order',
  document: `#graphql
    query Order($id: ID!, $after: String) {
      order(id: $id) {
        ${ORDER}
        discountApplications(first: 10) { nodes { ${APPLICATION} } }
        shippingLines(first: 5) { nodes { ${SHIPPING} } }
        lineItems(first: 30, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes { ${LINE} }
        }
      }
    }
    ${MONEY}`,
  result: z.object({ order: wholeOrderSchema.nullable() }),
} satisfies Operation;

/** What a bulk query asks for in place of a search, which no bulk query takes as a variable. */
const SEARCH = 'SEARCH';

const ordersInBulk = `#graphql
  {
    orders(query: "SEARCH") {
      edges {
        node {
          ${ORDER}
          discountApplications { edges { node { __typename ${APPLICATION} } } }
          shippingLines { edges { node { __typename id ${SHIPPING} } } }
          lineItems { edges { node { __typename ${LINE} } } }
        }
      }
    }
  }
  ${MONEY}`;

/** The bulk query for the orders that a search finds. The search must not hold a double quote. */
export function ordersBulkQuery(search: string): string {
  return ordersInBulk.replace('#graphql', '').replace(SEARCH, () => search);
}

/**
 * An order with its refunds as it is in Shopify now, or null when it is not there (any more).
 * See `orderFromNode` for what it cannot tell.
 */
export async function fetchOrder(
  client: AdminClient,
  orderId: bigint,
): Promise<OrderTelling | null> {
  const id = `gid://shopify/Order/${orderId}`;
  let order: WholeOrder | null = null;
  const lines: LineNode[] = [];
  for (let after: string | null = null; ; ) {
    const answer: { order: WholeOrder | null } = await client.run(orderQuery, { id, after });
    order = answer.order;
    if (!order) return null;
    lines.push(...order.lineItems.nodes);
    if (!order.lineItems.pageInfo.hasNextPage) break;
    after = order.lineItems.pageInfo.endCursor;
  }
  return orderFromNode(order, {
    lines,
    applications: order.discountApplications.nodes,
    shipping: order.shippingLines.nodes,
    refunds: await fetchRefunds(client, order),
  });
}

/** The refunds of an order, of which it names only the ids. */
export async function fetchRefunds(
  client: AdminClient,
  order: OrderNode,
): Promise<RefundTelling[]> {
  const refunds: RefundTelling[] = [];
  for (const { id } of order.refunds) {
    const refund = await fetchRefund(client, id, order.currencyCode);
    if (refund) refunds.push(refund);
  }
  return refunds;
}
