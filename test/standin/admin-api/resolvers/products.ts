import { type Collection, gid, type Product, type Shop, type Variant } from '../../state/world.ts';
import { type ApiContext, type ResolverMap, Tagged } from '../engine/api-context.ts';
import { notStoodIn } from '../engine/api-error.ts';
import { type Filters, search } from '../engine/search-query.ts';
import { idFrom } from '../global-id.ts';
import { moneyOf } from '../money-source.ts';

type Empty = Record<string, never>;
type ListArgs = { query?: string | null; sortKey?: string };

/** A variant with the product it belongs to: each may be asked for the other. */
export type VariantSource = Variant & { product: Product };

export const productFilters: Filters<Product> = {
  default: { kind: 'text', of: (product) => [product.title, product.vendor, product.productType] },
  title: { kind: 'text', of: (product) => [product.title] },
  handle: { kind: 'exact', of: (product) => [product.handle] },
  status: { kind: 'exact', of: (product) => [product.status] },
  vendor: { kind: 'exact', of: (product) => [product.vendor] },
  product_type: { kind: 'exact', of: (product) => [product.productType] },
  id: { kind: 'number', of: (product) => product.id },
};

const collectionFilters: Filters<Collection> = {
  default: { kind: 'text', of: (collection) => [collection.title] },
  title: { kind: 'text', of: (collection) => [collection.title] },
  handle: { kind: 'exact', of: (collection) => [collection.handle] },
  id: { kind: 'number', of: (collection) => collection.id },
};

export function variantsOf(product: Product): VariantSource[] {
  return product.variants.map((variant) => ({ ...variant, product }));
}

export function findVariant(shop: Shop, id: bigint): VariantSource | null {
  for (const product of shop.products.values()) {
    const variant = product.variants.find((candidate) => candidate.id === id);
    if (variant) return { ...variant, product };
  }
  return null;
}

function imageOf(product: Product): object {
  return { url: product.imageUrl, altText: product.title, width: 600, height: 600 };
}

function sortedProducts(products: Product[], sortKey = 'ID'): Product[] {
  if (sortKey === 'ID' || sortKey === 'RELEVANCE') return products;
  if (sortKey === 'TITLE') return products.sort((a, b) => a.title.localeCompare(b.title));
  if (sortKey === 'CREATED_AT' || sortKey === 'UPDATED_AT') {
    return products.sort((a, b) => a.createdAt - b.createdAt);
  }
  throw notStoodIn(`sort of products by ${sortKey}`);
}

function productsIn(shop: Shop, collection: Collection): Product[] {
  return collection.productIds.flatMap((id) => shop.products.get(id) ?? []);
}

function withoutTags(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Products, their variants and unit costs, and collections. */
export const productResolvers: ResolverMap = {
  QueryRoot: {
    product: (_: unknown, args: { id: string }, { shop }: ApiContext) =>
      shop.products.get(idFrom(args.id, 'Product')) ?? null,
    products: (_: unknown, args: ListArgs, { shop }: ApiContext) =>
      sortedProducts(search(shop.products.values(), args.query, productFilters), args.sortKey),
    productsCount: (_: unknown, args: ListArgs, { shop }: ApiContext) => ({
      count: search(shop.products.values(), args.query, productFilters).length,
      precision: 'EXACT',
    }),
    productVariant: (_: unknown, args: { id: string }, { shop }: ApiContext) =>
      findVariant(shop, idFrom(args.id, 'ProductVariant')),
    productVariants: (_: unknown, args: ListArgs, { shop }: ApiContext) =>
      search([...shop.products.values()].flatMap(variantsOf), args.query, {
        default: { kind: 'text', of: (variant) => [variant.title, variant.product.title] },
        sku: { kind: 'exact', of: (variant) => [variant.sku] },
        product_id: { kind: 'number', of: (variant) => variant.product.id },
        id: { kind: 'number', of: (variant) => variant.id },
      }),
    collection: (_: unknown, args: { id: string }, { shop }: ApiContext) =>
      shop.collections.get(idFrom(args.id, 'Collection')) ?? null,
    collections: (_: unknown, args: ListArgs, { shop }: ApiContext) => {
      const found = search(shop.collections.values(), args.query, collectionFilters);
      return args.sortKey === 'TITLE'
        ? found.sort((a, b) => a.title.localeCompare(b.title))
        : found;
    },
  },
  Product: {
    id: (product: Product) => gid('Product', product.id),
    legacyResourceId: (product: Product) => product.id,
    description: (product: Product) => withoutTags(product.descriptionHtml),
    updatedAt: (product: Product) => product.createdAt,
    publishedAt: (product: Product) => (product.status === 'ACTIVE' ? product.createdAt : null),
    onlineStoreUrl: (product: Product, _args: Empty, { shop }: ApiContext) =>
      product.status === 'ACTIVE' ? `https://${shop.domain}/products/${product.handle}` : null,
    onlineStorePreviewUrl: (product: Product, _args: Empty, { shop }: ApiContext) =>
      `https://${shop.domain}/products/${product.handle}`,
    tags: () => [],
    isGiftCard: (product: Product) => product.variants.some((variant) => variant.isGiftCard),
    hasOnlyDefaultVariant: (product: Product) => product.variants.length === 1,
    totalInventory: () => 0,
    tracksInventory: () => false,
    featuredImage: imageOf,
    images: (product: Product) => [imageOf(product)],
    featuredMedia: (product: Product) => new Tagged('MediaImage', product),
    media: (product: Product) => [new Tagged('MediaImage', product)],
    variants: variantsOf,
    variantsCount: (product: Product) => ({ count: product.variants.length, precision: 'EXACT' }),
    priceRangeV2: (product: Product, _args: Empty, { shop }: ApiContext) => {
      const prices = product.variants.map((variant) => variant.priceMinor);
      return {
        minVariantPrice: moneyOf(Math.min(...prices), shop.currency),
        maxVariantPrice: moneyOf(Math.max(...prices), shop.currency),
      };
    },
    collections: (product: Product, _args: Empty, { shop }: ApiContext) =>
      [...shop.collections.values()].filter(({ productIds }) => productIds.includes(product.id)),
  },
  MediaImage: {
    id: (product: Product) => gid('MediaImage', product.id),
    alt: (product: Product) => product.title,
    image: imageOf,
    preview: (product: Product) => ({ image: imageOf(product), status: 'READY' }),
    mediaContentType: () => 'IMAGE',
    status: () => 'READY',
  },
  Image: { id: () => null },
  ProductVariant: {
    id: (variant: VariantSource) => gid('ProductVariant', variant.id),
    legacyResourceId: (variant: VariantSource) => variant.id,
    displayName: (variant: VariantSource) => `${variant.product.title} - ${variant.title}`,
    price: (variant: VariantSource, _args: Empty, { shop }: ApiContext) =>
      moneyOf(variant.priceMinor, shop.currency).amount,
    compareAtPrice: () => null,
    availableForSale: (variant: VariantSource) => variant.product.status === 'ACTIVE',
    image: () => null,
    inventoryItem: (variant: VariantSource) => variant,
    position: (variant: VariantSource) =>
      variant.product.variants.findIndex(({ id }) => id === variant.id) + 1,
  },
  InventoryItem: {
    id: (variant: VariantSource) => gid('InventoryItem', variant.id),
    legacyResourceId: (variant: VariantSource) => variant.id,
    tracked: () => false,
    unitCost: (variant: VariantSource, _args: Empty, { shop }: ApiContext) =>
      variant.unitCostMinor === null ? null : moneyOf(variant.unitCostMinor, shop.currency),
    variants: (variant: VariantSource) => [variant],
  },
  Collection: {
    id: (collection: Collection) => gid('Collection', collection.id),
    legacyResourceId: (collection: Collection) => collection.id,
    image: () => null,
    products: (collection: Collection, _args: Empty, { shop }: ApiContext) =>
      productsIn(shop, collection),
    productsCount: (collection: Collection) => ({
      count: collection.productIds.length,
      precision: 'EXACT',
    }),
    hasProduct: (collection: Collection, args: { id: string }) =>
      collection.productIds.includes(idFrom(args.id, 'Product')),
  },
};
