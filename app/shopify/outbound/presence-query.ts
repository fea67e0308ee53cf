import { z } from 'zod';
import type { AdminClient, Operation } from './admin-client.ts';

const presenceQuery = {
  name: 'presence',
  document: `#graphql
    query Presence($ids: [ID!]!) {
      nodes(ids: $ids) {
        id
        ... on DiscountCodeNode {
          codeDiscount {
            ... on DiscountCodeBasic { status }
            ... on DiscountCodeFreeShipping { status }
            ... on DiscountCodeBxgy { status }
            ... on DiscountCodeApp { status }
          }
        }
        ... on Page { isPublished }
      }
    }`,
  result: z.object({
    nodes: z.array(
      z
        .object({
          id: z.string(),
          codeDiscount: z.object({ status: z.string() }).optional(),
          isPublished: z.boolean().optional(),
        })
        .nullable(),
    ),
  }),
} satisfies Operation;

/** Costs about four points an object, well under what Shopify allows for one query. */
const BATCH = 100;

/** `on`: a discount that can be used (or will be, once it starts), a published page, any redirect. */
export type Presence = 'on' | 'off' | 'gone';

/** Looks which of these objects (discounts, pages, redirects) the shop still has. Keys are the given ids. */
export async function fetchPresence(
  client: AdminClient,
  gids: readonly string[],
): Promise<Map<string, Presence>> {
  const found = new Map<string, Presence>(gids.map((gid) => [gid, 'gone']));
  for (let at = 0; at < gids.length; at += BATCH) {
    const { nodes } = await client.run(presenceQuery, { ids: gids.slice(at, at + BATCH) });
    for (const node of nodes) {
      if (!node) continue;
      const isOff = node.codeDiscount?.status === 'EXPIRED' || node.isPublished === false;
      found.set(node.id, isOff ? 'off' : 'on');
    }
  }
  return found;
}
