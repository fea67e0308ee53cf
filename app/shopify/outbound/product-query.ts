import { z } from 'zod';
import type { AdminClient, Operation } from './admin-client.ts';

const productsQuery = {
  name: 'products',
  document: `#graphql
    query Products($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Product {
          id
          title
          handle
          featuredMedia { preview { image { url } } }
          priceRangeV2 { minVariantPrice { amount currencyCode } }
        }
      }
    }`,
  result: z.object({
    nodes: z.array(
      z
        .object({
          id: z.string(),
          title: z.string(),
          handle: z.string(),
          featuredMedia: z
            .object({
              preview: z.object({ image: z.object({ url: z.string() }).nullable() }).nullable(),
            })
            .nullable(),
          priceRangeV2: z.object({
            minVariantPrice: z.object({ amount: z.string(), currencyCode: z.string() }),
          }),
        })
        .nullable(),
    ),
  }),
} satisfies Operation;

/** A product as a landing page shows it. `price` is a decimal in the shop's currency. */
export type ShopifyProduct = {
  gid: string;
  title: string;
  handle: string;
  imageUrl: string | null;
  price: { amount: string; currency: string };
};

/** The products with these global ids, in that order; those that are gone are left out. */
export async function fetchProducts(
  client: AdminClient,
  gids: readonly string[],
): Promise<ShopifyProduct[]> {
  if (gids.length === 0) return [];
  const { nodes } = await client.run(productsQuery, { ids: gids });
  return nodes
    .filter((node) => node !== null)
    .map((node) => ({
      gid: node.id,
      title: node.title,
      handle: node.handle,
      imageUrl: node.featuredMedia?.preview?.image?.url ?? null,
      price: {
        amount: node.priceRangeV2.minVariantPrice.amount,
        currency: node.priceRangeV2.minVariantPrice.currencyCode,
      },
    }));
}
