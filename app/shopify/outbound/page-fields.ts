import { z } from 'zod';
import { PAGE_FIELDS, type PageField, type PageFieldKey } from '#app/domain/page-field.ts';
import type { AdminClient, Operation } from './admin-client.ts';
import { MARKER_NAMESPACE } from './page-mutation.ts';
import {
  type Outcome,
  outcomeOf,
  type Refusal,
  refusalOf,
  userErrorsSchema,
} from './user-error.ts';

const definitions = {
  name: 'pageFieldDefinitions',
  document: `#graphql
    query PageFieldDefinitions($namespace: String!) {
      metafieldDefinitions(first: 50, ownerType: PAGE, namespace: $namespace) {
        nodes { key access { storefront } }
      }
    }`,
  result: z.object({
    metafieldDefinitions: z.object({
      nodes: z.array(
        z.object({ key: z.string(), access: z.object({ storefront: z.string().nullable() }) }),
      ),
    }),
  }),
} satisfies Operation;

const define = {
  name: 'metafieldDefinitionCreate',
  document: `#graphql
    mutation DefinePageField($definition: MetafieldDefinitionInput!) {
      result: metafieldDefinitionCreate(definition: $definition) {
        createdDefinition { id }
        userErrors { code field message }
      }
    }`,
  result: z.object({ result: z.object({ userErrors: userErrorsSchema }) }),
} satisfies Operation;

const fieldsQuery = {
  name: 'pageFields',
  document: `#graphql
    query PageFields($id: ID!, $namespace: String!) {
      page(id: $id) {
        metafields(first: 50, namespace: $namespace) { nodes { key value } }
      }
    }`,
  result: z.object({
    page: z
      .object({
        metafields: z.object({
          nodes: z.array(z.object({ key: z.string(), value: z.string() })),
        }),
      })
      .nullable(),
  }),
} satisfies Operation;

const update = {
  name: 'pageUpdate',
  document: `#graphql
    mutation UpdatePageFields($id: ID!, $page: PageUpdateInput!) {
      result: pageUpdate(id: $id, page: $page) { page { id } userErrors { code field message } }
    }`,
  result: z.object({
    result: z.object({
      page: z.object({ id: z.string() }).nullable(),
      userErrors: userErrorsSchema,
    }),
  }),
} satisfies Operation;

const remove = {
  name: 'metafieldsDelete',
  document: `#graphql
    mutation RemovePageFields($fields: [MetafieldIdentifierInput!]!) {
      result: metafieldsDelete(metafields: $fields) { userErrors { field message } }
    }`,
  result: define.result,
} satisfies Operation;

/**
 * Makes the definitions that let the storefront read the fields of pages, those that are missing. Null when all
 * are there; else why one could not be made.
 */
export async function definePageFields(client: AdminClient): Promise<Refusal | null> {
  const { metafieldDefinitions } = await client.run(definitions, { namespace: MARKER_NAMESPACE });
  const known = new Set(metafieldDefinitions.nodes.map(({ key }) => key));
  for (const key of Object.keys(PAGE_FIELDS) as PageFieldKey[]) {
    if (known.has(key)) continue;
    const { result } = await client.run(define, {
      definition: {
        ownerType: 'PAGE',
        namespace: MARKER_NAMESPACE,
        key,
        ...PAGE_FIELDS[key],
        access: { storefront: 'PUBLIC_READ' },
      },
    });
    const refused = refusalOf(result.userErrors);
    // Somebody of ours made it at the same moment.
    if (refused && refused.code !== 'TAKEN') return refused;
  }
  return null;
}

/**
 * Makes the fields of a page exactly these, and leaves every other metafield alone. Nothing is sent where all are
 * right. A page that is gone is nothing to do.
 */
export async function putPageFields(
  client: AdminClient,
  gid: string,
  fields: readonly PageField[],
): Promise<Outcome<{ gid: string }>> {
  const { page } = await client.run(fieldsQuery, { id: gid, namespace: MARKER_NAMESPACE });
  const present = new Map(page?.metafields.nodes.map(({ key, value }) => [key, value]));
  const changed = fields.filter(({ key, value }) => present.get(key) !== value);
  const wanted = new Set<string>(fields.map(({ key }) => key));
  const surplus = Object.keys(PAGE_FIELDS).filter((key) => present.has(key) && !wanted.has(key));
  if (page && surplus.length > 0) {
    const { result } = await client.run(remove, {
      fields: surplus.map((key) => ({ ownerId: gid, namespace: MARKER_NAMESPACE, key })),
    });
    const refused = refusalOf(result.userErrors);
    if (refused) return { refused };
  }
  if (!page || changed.length === 0) return { made: { gid } };
  const { result } = await client.run(update, {
    id: gid,
    page: { metafields: changed.map((field) => ({ namespace: MARKER_NAMESPACE, ...field })) },
  });
  return outcomeOf(result.page && { gid }, result.userErrors);
}
