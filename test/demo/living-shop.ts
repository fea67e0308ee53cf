import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { createShop } from '#test/standin/state/create-shop.ts';
import {
  type Discount,
  type DiscountValue,
  gid,
  type Shop,
  type World,
} from '#test/standin/state/world.ts';
import type { Shelf } from './season/basket.ts';

export const SHOP_HANDLE = 'fernlight';
export const SHOP_DOMAIN = `${SHOP_HANDLE}.myshopify.com`;
/** The shop's own code, which belongs to no influencer. */
export const SHOP_CODE = 'WELCOME10';

const DAY_MS = 86_400_000;
/** The shop is older than its season. */
const OPENED_DAYS_AGO = 400;

/** Opens Fernlight, a made-up brand for skin care: catalogue, three currencies, a code of its own, no orders. */
export function openLivingShop(world: World): Shop {
  const opened = world.clock.now() - OPENED_DAYS_AGO * DAY_MS;
  const shop = createShop(world, {
    handle: SHOP_HANDLE,
    theme: { visitEmbed: true, landingBlocks: true },
    name: 'Fernlight',
    email: 'hello@fernlight.example',
    currency: 'USD',
    timeZone: 'America/New_York',
    taxRateBp: 725,
    shippingMinor: 595,
    rates: new Map([
      ['EUR', '0.9204'],
      ['GBP', '0.7849'],
    ]),
  });
  stockCatalogue(world, shop);
  for (const product of shop.products.values()) {
    product.vendor = shop.name;
    product.createdAt = opened;
  }
  for (const discount of [
    ownDiscount(world, opened, 'Welcome letter', SHOP_CODE, { kind: 'percentage', fraction: 0.1 }),
    ownDiscount(world, opened, 'Shipping on us', 'SHIPSFREE', { kind: 'free_shipping' }),
  ]) {
    shop.discounts.set(discount.id, discount);
  }
  return shop;
}

function ownDiscount(
  world: World,
  at: number,
  title: string,
  code: string,
  value: DiscountValue,
): Discount {
  return {
    id: world.nextId(),
    title,
    value,
    items: null,
    codes: [{ id: world.nextId(), code, usage: 0 }],
    startsAt: at,
    endsAt: null,
    active: true,
    usageLimit: null,
    oncePerCustomer: false,
    minimum: null,
    combinesWith: { order: false, product: false, shipping: false },
    tags: [],
    createdBy: 'merchant',
    createdAt: at,
    updatedAt: at,
  };
}

/** What the shop sells: dearer things are bought less often, gift cards seldom. */
export function shelfOf(shop: Shop): Shelf {
  return [...shop.products.values()].flatMap(({ handle, variants }) =>
    variants.map(({ id, priceMinor, isGiftCard }) => ({
      variantId: id,
      handle,
      popularity: isGiftCard ? 0.15 : Math.max(0.3, 3 - priceMinor / 2500),
    })),
  );
}

/** Product handle → global id. */
export function productsOf(shop: Shop): Map<string, string> {
  return new Map([...shop.products.values()].map(({ handle, id }) => [handle, gid('Product', id)]));
}
