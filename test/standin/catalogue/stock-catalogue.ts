import type { Collection, Product, Shop, Variant, World } from '../state/world.ts';
import { drawProduct } from './draw-product.ts';
import { COLLECTIONS, type ListedProduct } from './product-list.ts';

const VENDOR = 'Lumen & Leaf';
/** In minor units. */
const GIFT_CARD_AMOUNTS = [2500, 5000, 10000];

/**
 * Fills a shop with 30 products in six collections: sizes and tones as variants, unit costs, drawn
 * pictures, and one gift card. Prices are minor units of whatever currency the shop has.
 */
export function stockCatalogue(world: World, shop: Shop): void {
  for (const { title, products } of COLLECTIONS) {
    const made = products.map((listed) => stockProduct(world, shop, title, listed));
    if (title === 'Sets and gifts') made.push(stockGiftCard(world, shop));
    const collection: Collection = {
      id: world.nextId(),
      title,
      handle: handleOf(title),
      productIds: made.map(({ id }) => id),
    };
    shop.collections.set(collection.id, collection);
  }
}

function stockProduct(world: World, shop: Shop, type: string, listed: ListedProduct): Product {
  const sizes = listed.sizes ?? [
    { title: 'Default Title', price: listed.price, cost: listed.cost },
  ];
  return stock(world, shop, {
    title: listed.title,
    productType: type,
    descriptionHtml: `<p>${listed.text}</p>`,
    imageUrl: drawProduct(listed.shape, listed.hue, listed.title),
    variants: sizes.map((size, place) => ({
      id: world.nextId(),
      title: size.title,
      sku: `LL-${handleOf(listed.title).toUpperCase()}-${place + 1}`,
      priceMinor: size.price,
      unitCostMinor: size.cost,
      taxable: true,
      requiresShipping: true,
      isGiftCard: false,
    })),
  });
}

function stockGiftCard(world: World, shop: Shop): Product {
  return stock(world, shop, {
    title: 'Gift Card',
    productType: 'Gift card',
    descriptionHtml: '<p>For someone who likes to choose. Sent by e-mail.</p>',
    imageUrl: drawProduct('card', 10, 'Gift Card'),
    variants: GIFT_CARD_AMOUNTS.map((amount) => ({
      id: world.nextId(),
      title: `${amount / 100}`,
      sku: '',
      priceMinor: amount,
      unitCostMinor: null,
      taxable: false,
      requiresShipping: false,
      isGiftCard: true,
    })),
  });
}

function stock(
  world: World,
  shop: Shop,
  given: Pick<Product, 'title' | 'productType' | 'descriptionHtml' | 'imageUrl'> & {
    variants: Variant[];
  },
): Product {
  const product: Product = {
    id: world.nextId(),
    handle: handleOf(given.title),
    vendor: VENDOR,
    status: 'ACTIVE',
    createdAt: world.clock.now(),
    ...given,
  };
  shop.products.set(product.id, product);
  return product;
}

function handleOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
