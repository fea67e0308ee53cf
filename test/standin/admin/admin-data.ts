import { z } from 'zod';
import { search } from '../admin-api/engine/search-query.ts';
import { productFilters } from '../admin-api/resolvers/products.ts';
import { jsonResponse, type StandinRequest, type StandinResponse } from '../http.ts';
import { mintIdToken, OWNER_ID } from '../identity/id-token.ts';
import { grantOptionalScopes } from '../identity/installation.ts';
import { formatMinor } from '../orders/money.ts';
import {
  announce,
  type Collection,
  gid,
  type Product,
  type Shop,
  type World,
} from '../state/world.ts';

const scopesBody = z.object({ scopes: z.array(z.string()) });

/** What the admin's own scripts ask on behalf of App Bridge: tokens, the resource picker, scopes. */
export function adminData(
  world: World,
  shop: Shop,
  name: string,
  request: StandinRequest,
): Promise<StandinResponse> | StandinResponse | null {
  const query = request.url.searchParams;
  switch (`${request.method} ${name}`) {
    case 'GET id-token':
      return mintIdToken(world, shop).then((token) => jsonResponse({ token }));
    case 'GET user':
      return jsonResponse({ id: OWNER_ID, accountAccess: 'Full access' });
    case 'GET products':
      return jsonResponse(
        search(shop.products.values(), starred(query.get('query')), productFilters)
          .slice(0, 50)
          .map((product) => pickedProduct(shop, product)),
      );
    case 'GET collections':
      return jsonResponse([...shop.collections.values()].map(pickedCollection));
    case 'GET scopes':
      return jsonResponse(scopeState(world, shop));
    case 'POST scopes':
      grantOptionalScopes(world, shop, readScopes(request));
      return jsonResponse(scopeState(world, shop));
    case 'POST revoke-scopes':
      revokeOptional(world, shop, readScopes(request));
      return jsonResponse(scopeState(world, shop));
    default:
      return null;
  }
}

/** What a person types is the beginning of a word. */
function starred(typed: string | null): string {
  return (typed ?? '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => `${word}*`)
    .join(' ');
}

function readScopes(request: StandinRequest): string[] {
  return scopesBody.parse(JSON.parse(request.body.toString('utf8'))).scopes;
}

function scopeState(world: World, shop: Shop): object {
  return {
    granted: [...(shop.installation?.scopes ?? [])].sort(),
    required: world.app.scopes,
    optional: world.app.optionalScopes,
  };
}

function revokeOptional(world: World, shop: Shop, scopes: readonly string[]): void {
  const { installation } = shop;
  if (installation === null) return;
  const previous = [...installation.scopes];
  for (const scope of scopes) {
    if (world.app.optionalScopes.includes(scope)) installation.scopes.delete(scope);
  }
  const current = [...installation.scopes];
  if (current.length !== previous.length) {
    announce(world, { shop, kind: 'scopes_updated', previous, current });
  }
}

/** A product in the form in which App Bridge's picker hands it to the app. */
function pickedProduct(shop: Shop, product: Product): object {
  return {
    id: gid('Product', product.id),
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.productType,
    status: product.status,
    descriptionHtml: product.descriptionHtml,
    images: [
      {
        id: gid('ProductImage', product.id),
        originalSrc: product.imageUrl,
        altText: product.title,
      },
    ],
    hasOnlyDefaultVariant: product.variants.length === 1,
    totalVariants: product.variants.length,
    variants: product.variants.map((variant) => ({
      id: gid('ProductVariant', variant.id),
      title: variant.title,
      sku: variant.sku,
      price: formatMinor(variant.priceMinor, shop.currency),
      product: { id: gid('Product', product.id) },
    })),
  };
}

function pickedCollection(collection: Collection): object {
  return {
    id: gid('Collection', collection.id),
    title: collection.title,
    handle: collection.handle,
    productsCount: collection.productIds.length,
    image: null,
  };
}
