import type { Shop, World } from './world.ts';

/** Points per second by plan; the bucket holds twenty seconds' worth. */
const RESTORE_RATE = { standard: 100, advanced: 200, plus: 1000 } as const;

/** Restore rate (points per second) and size (points) of a shop's Admin API bucket. */
export function bucketOf(shop: Pick<Shop, 'plan'>): { restoreRate: number; size: number } {
  const restoreRate = RESTORE_RATE[shop.plan];
  return { restoreRate, size: restoreRate * 20 };
}

/**
 * Opens a shop `<handle>.myshopify.com` in the world, empty and without the app. Every property can
 * be given; the defaults are a small shop in the United States that adds 8 % tax to its prices.
 */
export function createShop(world: World, options: { handle: string } & Partial<Shop>): Shop {
  const { handle, ...given } = options;
  const domain = `${handle}.myshopify.com`;
  if (world.shops.has(domain)) throw new Error(`there is a shop ${domain} already`);
  const plan = given.plan ?? 'standard';
  const shop: Shop = {
    id: world.nextId(),
    domain,
    name: handle.charAt(0).toUpperCase() + handle.slice(1),
    email: `owner@${handle}.example`,
    currency: 'USD',
    timeZone: 'America/New_York',
    taxesIncluded: false,
    taxRateBp: 800,
    shippingMinor: 500,
    rates: new Map(),
    installation: null,
    products: new Map(),
    collections: new Map(),
    discounts: new Map(),
    pages: new Map(),
    redirects: new Map(),
    customers: new Map(),
    orders: new Map(),
    webPixel: null,
    bulkOperations: new Map(),
    redeemCodeCreations: new Map(),
    deliveries: [],
    misbehaviour: {
      delayMs: 0,
      duplicate: 0,
      reorder: 0,
      drop: 0,
      throttle: 0,
      outageUntil: 0,
      breakAfterMutation: 0,
    },
    nextOrderNumber: 1001,
    bucket: { available: bucketOf({ plan }).size, at: world.clock.now() },
    ...given,
    plan,
  };
  world.shops.set(domain, shop);
  return shop;
}
