import { bulkResolvers } from '../bulk/bulk-operations.ts';
import type { ResolverMap } from '../engine/api-context.ts';
import { customerResolvers } from './customers.ts';
import { discountFields } from './discounts/discount-fields.ts';
import { discountMutations } from './discounts/discount-mutations.ts';
import { discountQueries } from './discounts/discount-queries.ts';
import { redeemCodeResolvers } from './discounts/redeem-codes.ts';
import { installationResolvers } from './installation.ts';
import { metafieldResolvers } from './metafields.ts';
import { nodeResolvers } from './node.ts';
import { journeyFields } from './orders/journey-fields.ts';
import { lineFields } from './orders/line-fields.ts';
import { orderFields } from './orders/order-fields.ts';
import { refundFields } from './orders/refund-fields.ts';
import { pageResolvers } from './pages.ts';
import { productResolvers } from './products.ts';
import { redirectResolvers } from './redirects.ts';
import { shopResolvers } from './shop.ts';
import { webPixelResolvers } from './web-pixel.ts';

/**
 * Everything the stand-in can resolve. A new field or type goes into the map of its subject; a new
 * subject gets a file of its own and a line here.
 */
export const resolverMap: ResolverMap = merge([
  shopResolvers,
  installationResolvers,
  productResolvers,
  discountQueries,
  discountMutations,
  discountFields,
  redeemCodeResolvers,
  pageResolvers,
  metafieldResolvers,
  redirectResolvers,
  webPixelResolvers,
  customerResolvers,
  orderFields,
  lineFields,
  refundFields,
  journeyFields,
  nodeResolvers,
  bulkResolvers,
]);

function merge(maps: readonly ResolverMap[]): ResolverMap {
  const merged: ResolverMap = {};
  for (const map of maps) {
    for (const [type, fields] of Object.entries(map)) {
      const into = merged[type] ?? {};
      merged[type] = into;
      for (const [field, resolver] of Object.entries(fields)) {
        if (into[field]) throw new Error(`two resolvers for ${type}.${field}`);
        into[field] = resolver;
      }
    }
  }
  return merged;
}
