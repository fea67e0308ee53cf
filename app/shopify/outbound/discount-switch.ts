import { z } from 'zod';
import type { AdminClient, Operation } from './admin-client.ts';
import { type Outcome, outcomeOf, userErrorsSchema } from './user-error.ts';

const state = z
  .object({
    id: z.string(),
    codeDiscount: z.object({
      startsAt: z.coerce.date(),
      endsAt: z.coerce.date().nullable(),
    }),
  })
  .nullable();
const result = z.object({
  result: z.object({ codeDiscountNode: state, userErrors: userErrorsSchema }),
});

const FIELDS = `
  codeDiscountNode {
    id
    codeDiscount {
      ... on DiscountCodeBasic { startsAt endsAt }
      ... on DiscountCodeFreeShipping { startsAt endsAt }
    }
  }
  userErrors { code field message }`;

const activate = {
  name: 'discountCodeActivate',
  document: `#graphql
    mutation ActivateCode($id: ID!) { result: discountCodeActivate(id: $id) { ${FIELDS} } }`,
  result,
} satisfies Operation;

const deactivate = {
  name: 'discountCodeDeactivate',
  document: `#graphql
    mutation DeactivateCode($id: ID!) { result: discountCodeDeactivate(id: $id) { ${FIELDS} } }`,
  result,
} satisfies Operation;

const setBasicDates = {
  name: 'discountCodeBasicUpdate',
  document: `#graphql
    mutation SetCodeDates($id: ID!, $discount: DiscountCodeBasicInput!) {
      result: discountCodeBasicUpdate(id: $id, basicCodeDiscount: $discount) { ${FIELDS} }
    }`,
  result,
} satisfies Operation;

const setFreeShippingDates = {
  name: 'discountCodeFreeShippingUpdate',
  document: `#graphql
    mutation SetFreeShippingCodeDates($id: ID!, $discount: DiscountCodeFreeShippingInput!) {
      result: discountCodeFreeShippingUpdate(id: $id, freeShippingCodeDiscount: $discount) { ${FIELDS} }
    }`,
  result,
} satisfies Operation;

/** `endsAt` is null where the code never ends. */
export type DiscountDates = { startsAt: Date; endsAt: Date | null };

/** Suspends a code. Shopify does it by ending it now, so that its own dates are lost there. */
export async function deactivateDiscount(
  client: AdminClient,
  gid: string,
): Promise<Outcome<{ gid: string }>> {
  const answer = (await client.run(deactivate, { id: gid })).result;
  return outcomeOf(answer.codeDiscountNode && { gid }, answer.userErrors);
}

/**
 * Sets a code going again. Shopify forgets the end that switching it off has overwritten: compare the dates
 * that come back with the offer's, and see `setDiscountDates`.
 */
export async function activateDiscount(
  client: AdminClient,
  gid: string,
): Promise<Outcome<DiscountDates>> {
  const answer = (await client.run(activate, { id: gid })).result;
  return outcomeOf(answer.codeDiscountNode?.codeDiscount, answer.userErrors);
}

/** Gives a code these dates. */
export async function setDiscountDates(
  client: AdminClient,
  gid: string,
  kind: 'basic' | 'free_shipping',
  dates: DiscountDates,
): Promise<Outcome<DiscountDates>> {
  const operation = kind === 'basic' ? setBasicDates : setFreeShippingDates;
  const discount = {
    startsAt: dates.startsAt.toISOString(),
    endsAt: dates.endsAt?.toISOString() ?? null,
  };
  const answer = (await client.run(operation, { id: gid, discount })).result;
  return outcomeOf(answer.codeDiscountNode?.codeDiscount, answer.userErrors);
}
