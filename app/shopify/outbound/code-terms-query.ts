import { z } from 'zod';
import type { AdminClient, Operation } from './admin-client.ts';

const TERMS = `
  fragment CodeTerms on DiscountCodeNode {
    id
    codeDiscount {
      __typename
      ... on DiscountCodeBasic {
        status startsAt endsAt usageLimit asyncUsageCount summary
        combinesWith { orderDiscounts productDiscounts shippingDiscounts }
      }
      ... on DiscountCodeFreeShipping {
        status startsAt endsAt usageLimit asyncUsageCount summary
        combinesWith { orderDiscounts productDiscounts shippingDiscounts }
      }
      ... on DiscountCodeBxgy {
        status startsAt endsAt usageLimit asyncUsageCount summary
        combinesWith { orderDiscounts productDiscounts shippingDiscounts }
      }
      ... on DiscountCodeApp {
        status startsAt endsAt usageLimit asyncUsageCount
        combinesWith { orderDiscounts productDiscounts shippingDiscounts }
      }
    }
  }`;

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const termsSchema = z
  .object({
    id: z.string(),
    codeDiscount: z.object({
      status: z.enum(['ACTIVE', 'EXPIRED', 'SCHEDULED']),
      startsAt: instant,
      endsAt: instant.nullable(),
      usageLimit: z.number().nullable(),
      asyncUsageCount: z.number(),
      summary: z.string().default(''),
      combinesWith: z.object({
        orderDiscounts: z.boolean(),
        productDiscounts: z.boolean(),
        shippingDiscounts: z.boolean(),
      }),
    }),
  })
  .transform(({ id, codeDiscount: { asyncUsageCount, ...terms } }) => ({
    gid: id,
    ...terms,
    uses: asyncUsageCount,
  }));

/** What decides whether a code works at the checkout. `uses` lags behind the orders. */
export type CodeTerms = z.output<typeof termsSchema>;

const termsByCode = {
  name: 'codeTerms',
  document: `#graphql
    query CodeTermsByCode($code: String!) {
      codeDiscountNodeByCode(code: $code) { ...CodeTerms }
    }
    ${TERMS}`,
  result: z.object({ codeDiscountNodeByCode: termsSchema.nullable() }),
} satisfies Operation;

/** The terms of the discount that this code redeems; null when the shop has none. */
export async function fetchCodeTerms(client: AdminClient, code: string): Promise<CodeTerms | null> {
  return (await client.run(termsByCode, { code })).codeDiscountNodeByCode;
}
