import { z } from 'zod';
import type { AdminClient, Operation } from './admin-client.ts';
import { MARKER_KEY, MARKER_NAMESPACE } from './page-mutation.ts';

const landingQuery = {
  name: 'landing',
  document: `#graphql
    query Landing($pageFilter: String!, $redirectFilter: String!, $namespace: String!, $key: String!) {
      pages(first: 10, query: $pageFilter) {
        nodes { id handle isPublished metafield(namespace: $namespace, key: $key) { value } }
      }
      urlRedirects(first: 10, query: $redirectFilter) { nodes { id path target } }
    }`,
  result: z.object({
    pages: z.object({
      nodes: z.array(
        z.object({
          id: z.string(),
          handle: z.string(),
          isPublished: z.boolean(),
          metafield: z.object({ value: z.string() }).nullable(),
        }),
      ),
    }),
    urlRedirects: z.object({
      nodes: z.array(z.object({ id: z.string(), path: z.string(), target: z.string() })),
    }),
  }),
} satisfies Operation;

/** `marker` is the collaboration that made the page, null when it was not us. */
export type ShopifyPage = { gid: string; isPublished: boolean; marker: string | null };
export type ShopifyRedirect = { gid: string; target: string };
export type Landing = { page: ShopifyPage | null; redirect: ShopifyRedirect | null };

/** What the shop has at `/pages/<handle>` and which redirect it has from `/<handle>`. */
export async function findLanding(client: AdminClient, handle: string): Promise<Landing> {
  const { pages, urlRedirects } = await client.run(landingQuery, {
    pageFilter: `handle:'${handle}'`,
    redirectFilter: `path:'/${handle}'`,
    namespace: MARKER_NAMESPACE,
    key: MARKER_KEY,
  });
  // The filters of a search may be broader than equality.
  const page = pages.nodes.find((node) => node.handle === handle);
  const redirect = urlRedirects.nodes.find((node) => node.path.toLowerCase() === `/${handle}`);
  return {
    page: page
      ? { gid: page.id, isPublished: page.isPublished, marker: page.metafield?.value ?? null }
      : null,
    redirect: redirect ? { gid: redirect.id, target: redirect.target } : null,
  };
}
