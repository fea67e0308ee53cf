import { createShop } from '../state/create-shop.ts';
import { createWorld } from '../state/create-world.ts';
import type { Discount, Shop, World } from '../state/world.ts';

/** A world with one shop that needs no server; prices are minor units, one product per price. */
export function shopWith(
  prices: readonly (number | { price: number; giftCard?: boolean; taxable?: boolean })[],
  options: Partial<Shop> = {},
): { world: World; shop: Shop; variants: bigint[] } {
  const world = createWorld({
    app: {
      apiKey: 'key',
      apiSecret: 'secret',
      appUrl: 'http://127.0.0.1:9',
      handle: 'app',
      title: 'App',
      scopes: ['read_orders'],
      optionalScopes: [],
      proxy: { url: '/proxy', prefix: 'apps', subpath: 'app' },
      webhooks: new Map(),
      complianceWebhooks: new Map(),
      webhookApiVersion: '2026-10',
    },
  });
  const shop = createShop(world, { handle: 'glowy', ...options });
  const variants = prices.map((given, place) => {
    const {
      price,
      giftCard = false,
      taxable = true,
    } = typeof given === 'number' ? { price: given } : given;
    const id = world.nextId();
    const variantId = world.nextId();
    shop.products.set(id, {
      id,
      title: `Product ${place + 1}`,
      handle: `product-${place + 1}`,
      vendor: 'Vendor',
      productType: '',
      status: 'ACTIVE',
      descriptionHtml: '',
      imageUrl: '',
      createdAt: 0,
      variants: [
        {
          id: variantId,
          title: 'Default Title',
          sku: `P-${place + 1}`,
          priceMinor: price,
          unitCostMinor: null,
          taxable: taxable && !giftCard,
          requiresShipping: !giftCard,
          isGiftCard: giftCard,
        },
      ],
    });
    return variantId;
  });
  return { world, shop, variants };
}

/** Adds a discount with one code; on all items, always valid, unless told otherwise. */
export function addDiscount(
  world: World,
  shop: Shop,
  code: string,
  options: Partial<Discount> & Pick<Discount, 'value'>,
): Discount {
  const discount: Discount = {
    id: world.nextId(),
    title: code,
    items: null,
    codes: [{ id: world.nextId(), code, usage: 0 }],
    startsAt: 0,
    endsAt: null,
    active: true,
    usageLimit: null,
    oncePerCustomer: false,
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    tags: [],
    createdBy: 'merchant',
    createdAt: 0,
    updatedAt: 0,
    ...options,
  };
  shop.discounts.set(discount.id, discount);
  return discount;
}
