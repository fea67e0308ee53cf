import { z } from 'zod';
import type { AdminClient, Operation } from './admin-client.ts';

/** The part of every code discount that reconciling needs; all kinds of code discount have it. */
const DISCOUNT_FIELDS = `
  fragment DiscountFacts on DiscountCodeNode {
    id
    codeDiscount {
      __typename
      ... on DiscountCodeBasic { title status startsAt endsAt tags codes(first: 1) { nodes { code } } }
      ... on DiscountCodeFreeShipping { title status startsAt endsAt tags codes(first: 1) { nodes { code } } }
      ... on DiscountCodeBxgy { title status startsAt endsAt tags codes(first: 1) { nodes { code } } }
      ... on DiscountCodeApp { title status startsAt endsAt tags codes(first: 1) { nodes { code } } }
    }
  }`;

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Also the shape of what the discount mutations give back. */
export const discountNodeSchema = z
  .object({
    id: z.string(),
    codeDiscount: z.object({
      title: z.string(),
      status: z.enum(['ACTIVE', 'EXPIRED', 'SCHEDULED']),
      startsAt: instant,
      endsAt: instant.nullable(),
      tags: z.array(z.string()),
      codes: z.object({ nodes: z.array(z.object({ code: z.string() })) }),
    }),
  })
  .transform(({ id, codeDiscount: { codes, ...rest } }) => ({
    gid: id,
    ...rest,
    code: codes.nodes[0]?.code ?? '',
  }));

/** A code discount as Shopify has it. A discount that was switched off is EXPIRED there. */
export type ShopifyDiscount = z.output<typeof discountNodeSchema>;

const byCode = {
  name: 'discountByCode',
  document: `#graphql
    query DiscountByCode($code: String!) {
      codeDiscountNodeByCode(code: $code) { ...DiscountFacts }
    }
    ${DISCOUNT_FIELDS}`,
  result: z.object({ codeDiscountNodeByCode: discountNodeSchema.nullable() }),
} satisfies Operation;

const byId = {
  name: 'discountById',
  document: `#graphql
    query DiscountById($id: ID!) {
      node(id: $id) { ...DiscountFacts }
    }
    ${DISCOUNT_FIELDS}`,
  result: z.object({ node: discountNodeSchema.nullable() }),
} satisfies Operation;

/** The discount that this code redeems, whatever the code's case; null when the shop has none. */
export async function findDiscountByCode(
  client: AdminClient,
  code: string,
): Promise<ShopifyDiscount | null> {
  return (await client.run(byCode, { code })).codeDiscountNodeByCode;
}

/** The code discount with this global id; null when it is gone. */
export async function findDiscountById(
  client: AdminClient,
  gid: string,
): Promise<ShopifyDiscount | null> {
  return (await client.run(byId, { id: gid })).node;
}
