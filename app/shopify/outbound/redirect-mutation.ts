import { z } from 'zod';
import type { AdminClient, Operation } from './admin-client.ts';
import { type Outcome, outcomeOf, userErrorsSchema } from './user-error.ts';

const create = {
  name: 'urlRedirectCreate',
  document: `#graphql
    mutation CreateRedirect($redirect: UrlRedirectInput!) {
      result: urlRedirectCreate(urlRedirect: $redirect) {
        urlRedirect { id }
        userErrors { code field message }
      }
    }`,
  result: z.object({
    result: z.object({
      urlRedirect: z.object({ id: z.string() }).nullable(),
      userErrors: userErrorsSchema,
    }),
  }),
} satisfies Operation;

/** Makes the short address `path` lead to `target`, both paths of the storefront. Gives its global id. */
export async function createRedirect(
  client: AdminClient,
  path: string,
  target: string,
): Promise<Outcome<{ gid: string }>> {
  const { result } = await client.run(create, { redirect: { path, target } });
  return outcomeOf(result.urlRedirect && { gid: result.urlRedirect.id }, result.userErrors);
}
