import type { Shop } from '../../state/world.ts';
import { type ApiContext, type ResolverMap, Tagged } from '../engine/api-context.ts';
import { badRequest, notStoodIn } from '../engine/api-error.ts';
import { isVisible } from './orders/order-search.ts';
import { findVariant } from './products.ts';

/** How a node of each type is found by its number. */
const FINDERS: Record<string, (shop: Shop, id: bigint, context: ApiContext) => unknown> = {
  Shop: (shop, id) => (shop.id === id ? shop : undefined),
  Product: (shop, id) => shop.products.get(id),
  ProductVariant: findVariant,
  Collection: (shop, id) => shop.collections.get(id),
  DiscountCodeNode: (shop, id) => shop.discounts.get(id),
  DiscountNode: (shop, id) => shop.discounts.get(id),
  Page: (shop, id) => shop.pages.get(id),
  UrlRedirect: (shop, id) => shop.redirects.get(id),
  Customer: (shop, id) => shop.customers.get(id),
  Order: (shop, id, context) => {
    const order = shop.orders.get(id);
    return order && isVisible(order, context) ? order : undefined;
  },
  WebPixel: (shop, id) => (shop.webPixel?.id === id ? shop.webPixel : undefined),
  BulkOperation: (shop, id) => shop.bulkOperations.get(id),
};

function findNode(globalId: string, context: ApiContext): Tagged | null {
  const match = /^gid:\/\/shopify\/(\w+)\/(\d+)$/.exec(globalId);
  if (match?.[1] === undefined || match[2] === undefined) {
    throw badRequest(`Invalid global id '${globalId}'`);
  }
  const find = FINDERS[match[1]];
  if (!find) throw notStoodIn(`node of type ${match[1]}`);
  const found = find(context.shop, BigInt(match[2]), context);
  return found == null ? null : new Tagged(match[1], found);
}

/** Any object by its global id. */
export const nodeResolvers: ResolverMap = {
  QueryRoot: {
    node: (_: unknown, args: { id: string }, context: ApiContext) => findNode(args.id, context),
    nodes: (_: unknown, args: { ids: string[] }, context: ApiContext) =>
      args.ids.map((id) => findNode(id, context)),
  },
};
