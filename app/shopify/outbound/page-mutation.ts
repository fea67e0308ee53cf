import { z } from 'zod';
import type { PageField } from '#app/domain/page-field.ts';
import type { AdminClient, Operation } from './admin-client.ts';
import { type Outcome, outcomeOf, userErrorsSchema } from './user-error.ts';

/** The metafield by which we know a page again. `$app` is the namespace that Shopify keeps for this app alone. */
export const MARKER_NAMESPACE = '$app';
export const MARKER_KEY = 'collaboration_id';

const page = z.object({ id: z.string() }).nullable();

const create = {
  name: 'pageCreate',
  document: `#graphql
    mutation CreatePage($page: PageCreateInput!) {
      result: pageCreate(page: $page) { page { id } userErrors { code field message } }
    }`,
  result: z.object({ result: z.object({ page, userErrors: userErrorsSchema }) }),
} satisfies Operation;

const update = {
  name: 'pageUpdate',
  document: `#graphql
    mutation UpdatePage($id: ID!, $page: PageUpdateInput!) {
      result: pageUpdate(id: $id, page: $page) { page { id } userErrors { code field message } }
    }`,
  result: create.result,
} satisfies Operation;

export type NewPage = {
  title: string;
  handle: string;
  bodyHtml: string;
  marker: string;
  fields: readonly PageField[];
};

/** Makes and publishes a page at `/pages/<handle>`. Gives its global id. */
export async function createPage(
  client: AdminClient,
  { title, handle, bodyHtml, marker, fields }: NewPage,
): Promise<Outcome<{ gid: string }>> {
  const { result } = await client.run(create, {
    page: {
      title,
      handle,
      body: bodyHtml,
      isPublished: true,
      metafields: [
        {
          namespace: MARKER_NAMESPACE,
          key: MARKER_KEY,
          type: 'single_line_text_field',
          value: marker,
        },
        ...fields.map((field) => ({ namespace: MARKER_NAMESPACE, ...field })),
      ],
    },
  });
  return outcomeOf(result.page && { gid: result.page.id }, result.userErrors);
}

/** Publishes a page or takes it off, and leaves what the merchant may have changed in it. */
export async function publishPage(
  client: AdminClient,
  gid: string,
  isPublished: boolean,
): Promise<Outcome<{ gid: string }>> {
  const { result } = await client.run(update, { id: gid, page: { isPublished } });
  return outcomeOf(result.page && { gid }, result.userErrors);
}
