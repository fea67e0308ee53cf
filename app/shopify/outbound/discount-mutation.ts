import { z } from 'zod';
import type { DiscountOffer } from '#app/domain/discount-offer.ts';
import { formatDecimal } from '#app/domain/money.ts';
import type { AdminClient, Operation } from './admin-client.ts';
import { type Outcome, outcomeOf, userErrorsSchema } from './user-error.ts';

const made = z.object({ id: z.string() }).nullable();

const createBasic = {
  name: 'discountCodeBasicCreate',
  document: `#graphql
    mutation CreateCode($discount: DiscountCodeBasicInput!) {
      result: discountCodeBasicCreate(basicCodeDiscount: $discount) {
        codeDiscountNode { id }
        userErrors { code field message }
      }
    }`,
  result: z.object({ result: z.object({ codeDiscountNode: made, userErrors: userErrorsSchema }) }),
} satisfies Operation;

const createFreeShipping = {
  name: 'discountCodeFreeShippingCreate',
  document: `#graphql
    mutation CreateFreeShippingCode($discount: DiscountCodeFreeShippingInput!) {
      result: discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
        codeDiscountNode { id }
        userErrors { code field message }
      }
    }`,
  result: createBasic.result,
} satisfies Operation;

/** A code to be made: `marker` is the tag by which we know it again, `currency` the shop's. */
export type NewDiscount = {
  code: string;
  title: string;
  marker: string;
  currency: string;
  offer: DiscountOffer;
};

/**
 * Makes a discount with one code for every buyer. Gives its global id.
 *
 * A tracking-only code is 0 %: the Admin schema allows a percentage of 0.00 to 1.00. Shopify's own admin does
 * not let a person save 0 %, so where a shop refuses the value, the code takes off the smallest amount that
 * the currency has instead (one cent, one yen) from the whole order.
 */
export async function createDiscount(
  client: AdminClient,
  discount: NewDiscount,
): Promise<Outcome<{ gid: string }>> {
  const { offer } = discount;
  if (offer.kind === 'free_shipping') {
    return send(client, createFreeShipping, {
      ...commonInput(discount),
      destination: { all: true },
    });
  }
  const percentage = (fraction: number) => basicInput(discount, { percentage: fraction });
  const amount = (minor: bigint) =>
    basicInput(discount, {
      discountAmount: {
        amount: formatDecimal({ minor, currency: discount.currency }),
        appliesOnEachItem: false,
      },
    });
  switch (offer.kind) {
    case 'percentage':
      return send(client, createBasic, percentage(offer.percentBp / 10_000));
    case 'fixed_amount':
      return send(client, createBasic, amount(offer.amountMinor));
    case 'tracking_only': {
      const outcome = await send(client, createBasic, percentage(0));
      const isValueRefused = outcome.refused?.field.includes('customerGets.value') ?? false;
      return isValueRefused ? send(client, createBasic, amount(1n)) : outcome;
    }
  }
}

async function send(
  client: AdminClient,
  operation: typeof createBasic | typeof createFreeShipping,
  input: Record<string, unknown>,
): Promise<Outcome<{ gid: string }>> {
  const { result } = await client.run(operation, { discount: input });
  const node = result.codeDiscountNode;
  return outcomeOf(node && { gid: node.id }, result.userErrors);
}

function commonInput({ code, title, marker, offer }: NewDiscount) {
  const { order, product, shipping } = offer.combinesWith;
  // A shipping discount cannot be told how to combine with its own class.
  const own = offer.kind === 'free_shipping' ? {} : { shippingDiscounts: shipping };
  return {
    code,
    title,
    tags: [marker],
    startsAt: offer.startsAt.toISOString(),
    endsAt: offer.endsAt?.toISOString() ?? null,
    usageLimit: offer.usageLimit,
    appliesOncePerCustomer: offer.oncePerCustomer,
    context: { all: 'ALL' },
    combinesWith: { orderDiscounts: order, productDiscounts: product, ...own },
  };
}

function basicInput(discount: NewDiscount, value: Record<string, unknown>) {
  return { ...commonInput(discount), customerGets: { value, items: { all: true } } };
}
