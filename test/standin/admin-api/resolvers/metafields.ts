import { gid, type MetafieldDefinition, type Page, type Shop } from '../../state/world.ts';
import type { ApiContext, ResolverMap } from '../engine/api-context.ts';
import { notStoodIn } from '../engine/api-error.ts';
import { idFrom } from '../global-id.ts';

type DefinitionInput = {
  ownerType: string;
  namespace?: string | null;
  key: string;
  name: string;
  type: string;
  access?: { storefront?: MetafieldDefinition['storefront'] | null } | null;
};
type Identifier = { ownerId: string; namespace: string; key: string };

const KEY = /^[\w-]{2,64}$/;

function refuse(code: string, part: string, message: string): object {
  const error = { code, field: ['definition', part], message, elementIndex: null };
  return { createdDefinition: null, userErrors: [error] };
}

function definitionsOf(shop: Shop): MetafieldDefinition[] {
  shop.metafieldDefinitions ??= [];
  return shop.metafieldDefinitions;
}

function createDefinition(input: DefinitionInput, { world, shop }: ApiContext): object {
  if (input.ownerType !== 'PAGE') throw notStoodIn(`metafield definition of ${input.ownerType}`);
  const { ownerType, key, name, type } = input;
  const namespace = input.namespace ?? '$app';
  if (!KEY.test(key)) return refuse('INVALID_CHARACTER', 'key', 'Key contains invalid characters.');
  if (name.trim() === '') return refuse('BLANK', 'name', "Name can't be blank");
  const isTaken = definitionsOf(shop).some(
    (other) => other.ownerType === ownerType && other.namespace === namespace && other.key === key,
  );
  if (isTaken) return refuse('TAKEN', 'key', 'Key is in use for Page metafields.');
  const storefront = input.access?.storefront ?? 'NONE';
  const made = { id: world.nextId(), ownerType, namespace, key, name, type, storefront };
  definitionsOf(shop).push(made);
  return { createdDefinition: made, userErrors: [] };
}

function deleteMetafields(identifiers: readonly Identifier[], { shop }: ApiContext): object {
  const deletedMetafields = identifiers.map(({ ownerId, namespace, key }) => {
    const page: Page | undefined = shop.pages.get(idFrom(ownerId, 'Page'));
    const kept = page?.metafields.filter(
      (metafield) => metafield.namespace !== namespace || metafield.key !== key,
    );
    if (!page || !kept || kept.length === page.metafields.length) return null;
    page.metafields = kept;
    return { ownerId, namespace, key };
  });
  return { deletedMetafields, userErrors: [] };
}

/** Definitions of the metafields of pages, and metafields that are taken away. */
export const metafieldResolvers: ResolverMap = {
  QueryRoot: {
    metafieldDefinitions: (
      _: unknown,
      args: { ownerType: string; namespace?: string | null },
      { shop }: ApiContext,
    ) =>
      definitionsOf(shop).filter(
        ({ ownerType, namespace }) =>
          ownerType === args.ownerType && (args.namespace == null || namespace === args.namespace),
      ),
  },
  Mutation: {
    metafieldDefinitionCreate: (
      _: unknown,
      args: { definition: DefinitionInput },
      context: ApiContext,
    ) => createDefinition(args.definition, context),
    metafieldsDelete: (_: unknown, args: { metafields: Identifier[] }, context: ApiContext) =>
      deleteMetafields(args.metafields, context),
  },
  MetafieldDefinition: {
    id: ({ id }: MetafieldDefinition) => gid('MetafieldDefinition', id),
    access: ({ storefront }: MetafieldDefinition) => ({ storefront, admin: 'MERCHANT_READ' }),
  },
};
