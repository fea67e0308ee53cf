import { z } from 'zod';
import { normaliseCode } from '#app/domain/code-template.ts';
import { parseMoney } from '#app/domain/money.ts';
import type { CodeTelling, LineTelling, OrderTelling } from '#app/domain/order-telling.ts';
import type { AdminClient, Operation } from './admin-client.ts';

const moneySchema = z.object({ amount: z.string(), currencyCode: z.string() });
const bothSchema = z.object({ shopMoney: moneySchema, presentmentMoney: moneySchema });
const shopSchema = z.object({ shopMoney: moneySchema });
const idSchema = z.object({ id: z.string() }).nullable();
const instantSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
/** Only a code's application names a code. */
const applicationSchema = z.object({ code: z.string().optional() });

const lineSchema = z.object({
  id: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  quantity: z.int(),
  currentQuantity: z.int(),
  isGiftCard: z.boolean(),
  product: idSchema,
  variant: idSchema,
  originalUnitPriceSet: bothSchema,
  discountAllocations: z.array(
    z.object({ allocatedAmountSet: bothSchema, discountApplication: applicationSchema }),
  ),
  taxLines: z.array(z.object({ priceSet: bothSchema })),
});

const orderSchema = z.object({
  id: z.string(),
  name: z.string(),
  test: z.boolean(),
  createdAt: instantSchema,
  processedAt: instantSchema,
  updatedAt: instantSchema,
  cancelledAt: instantSchema.nullable(),
  sourceName: z.string().nullable(),
  displayFinancialStatus: z.string().nullable(),
  currencyCode: z.string(),
  presentmentCurrencyCode: z.string(),
  taxesIncluded: z.boolean(),
  cartToken: z.string().nullable(),
  checkoutToken: z.string().nullable(),
  discountCodes: z.array(z.string()),
  customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
  totalPriceSet: bothSchema,
  totalDiscountsSet: shopSchema.nullable(),
  totalTaxSet: shopSchema.nullable(),
  totalShippingPriceSet: shopSchema,
  totalTipReceivedSet: shopSchema.nullable(),
  discountApplications: z.object({
    nodes: z.array(
      applicationSchema.extend({
        targetType: z.string(),
        value: z.object({ __typename: z.string() }),
      }),
    ),
  }),
  shippingLines: z.object({
    nodes: z.array(
      z.object({
        discountAllocations: z.array(
          z.object({ allocatedAmountSet: shopSchema, discountApplication: applicationSchema }),
        ),
      }),
    ),
  }),
  lineItems: z.object({
    nodes: z.array(lineSchema),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

type OrderNode = z.output<typeof orderSchema>;

/** Thirty lines a page keep the query below Shopify's limit for one query. */
const orderQuery = {
  name: 'order',
  document: `#graphql
    query Order($id: ID!, $after: String) {
      order(id: $id) {
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
        discountApplications(first: 10) {
          nodes {
            targetType
            value { __typename }
            ... on DiscountCodeApplication { code }
          }
        }
        shippingLines(first: 5) {
          nodes {
            discountAllocations {
              allocatedAmountSet { ...Shop }
              discountApplication { ... on DiscountCodeApplication { code } }
            }
          }
        }
        lineItems(first: 30, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes {
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
            taxLines { priceSet { ...Both } }
          }
        }
      }
    }
    fragment Shop on MoneyBag { shopMoney { amount currencyCode } }
    fragment Both on MoneyBag {
      shopMoney { amount currencyCode }
      presentmentMoney { amount currencyCode }
    }`,
  result: z.object({ order: orderSchema.nullable() }),
} satisfies Operation;

/**
 * An order as it is in Shopify now, or null when it is not there (any more). It tells the same as a webhook would,
 * but for what the app has no permission to ask or does not need here: customer, e-mail and landing site, which the
 * order's first webhook told, and refunds, which come by their own.
 */
export async function fetchOrder(
  client: AdminClient,
  orderId: bigint,
): Promise<OrderTelling | null> {
  const id = `gid://shopify/Order/${orderId}`;
  let order: OrderNode | null = null;
  const lines: OrderNode['lineItems']['nodes'] = [];
  for (let after: string | null = null; ; ) {
    const answer: { order: OrderNode | null } = await client.run(orderQuery, { id, after });
    order = answer.order;
    if (!order) return null;
    lines.push(...order.lineItems.nodes);
    if (!order.lineItems.pageInfo.hasNextPage) break;
    after = order.lineItems.pageInfo.endCursor;
  }
  return tellingOf(order, lines);
}

function tellingOf(order: OrderNode, lines: OrderNode['lineItems']['nodes']): OrderTelling {
  return {
    orderId: numberOf(order.id),
    name: order.name,
    customerId: null,
    email: null,
    test: order.test,
    sourceName: order.sourceName,
    financialStatus: order.displayFinancialStatus?.toLowerCase() ?? null,
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    currency: order.currencyCode,
    presentmentCurrency: order.presentmentCurrencyCode,
    taxesIncluded: order.taxesIncluded,
    totalMinor: minorOf(order.totalPriceSet.shopMoney),
    presentmentTotalMinor: minorOf(order.totalPriceSet.presentmentMoney),
    discountMinor: shopMinor(order.totalDiscountsSet),
    taxMinor: shopMinor(order.totalTaxSet),
    shippingMinor: shopMinor(order.totalShippingPriceSet),
    tipMinor: shopMinor(order.totalTipReceivedSet),
    cartToken: order.cartToken,
    checkoutToken: order.checkoutToken,
    landingSite: null,
    referringSite: null,
    attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value: value ?? '' })),
    lines: lines.map(lineOf),
    codes: codesOf(order, lines),
    refunds: [],
  };
}

function lineOf(line: z.output<typeof lineSchema>): LineTelling {
  const discounts = line.discountAllocations.map(({ allocatedAmountSet }) => allocatedAmountSet);
  const taxes = line.taxLines.map(({ priceSet }) => priceSet);
  const shop = (sets: typeof taxes) => total(sets.map((set) => minorOf(set.shopMoney)));
  const presentment = (sets: typeof taxes) =>
    total(sets.map((set) => minorOf(set.presentmentMoney)));
  return {
    lineId: numberOf(line.id),
    productId: line.product && numberOf(line.product.id),
    variantId: line.variant && numberOf(line.variant.id),
    title: line.title,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unitPriceMinor: minorOf(line.originalUnitPriceSet.shopMoney),
    discountMinor: shop(discounts),
    taxMinor: shop(taxes),
    presentmentUnitPriceMinor: minorOf(line.originalUnitPriceSet.presentmentMoney),
    presentmentDiscountMinor: presentment(discounts),
    presentmentTaxMinor: presentment(taxes),
    isGiftCard: line.isGiftCard,
  };
}

/** The codes with what each took off, which the Admin API tells by the allocations only. */
function codesOf(order: OrderNode, lines: OrderNode['lineItems']['nodes']): CodeTelling[] {
  const allocations = [...lines, ...order.shippingLines.nodes].flatMap(
    ({ discountAllocations }) => discountAllocations,
  );
  return order.discountCodes.map((code) => {
    const isThis = (application: z.output<typeof applicationSchema>) =>
      application.code !== undefined && normaliseCode(application.code) === normaliseCode(code);
    const application = order.discountApplications.nodes.find(isThis);
    const isPercentage = application?.value.__typename === 'PricingPercentageValue';
    const isShipping = application?.targetType === 'SHIPPING_LINE';
    const mine = allocations.filter(({ discountApplication }) => isThis(discountApplication));
    return {
      code,
      type: isShipping ? 'shipping' : isPercentage ? 'percentage' : 'fixed_amount',
      amountMinor: total(mine.map(({ allocatedAmountSet }) => shopMinor(allocatedAmountSet))),
    };
  });
}

function numberOf(gid: string): bigint {
  return BigInt(gid.slice(gid.lastIndexOf('/') + 1));
}

function minorOf(amount: z.output<typeof moneySchema>): bigint {
  return parseMoney(amount.amount, amount.currencyCode).minor;
}

function shopMinor(set: z.output<typeof shopSchema> | null): bigint {
  return set ? minorOf(set.shopMoney) : 0n;
}

function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
