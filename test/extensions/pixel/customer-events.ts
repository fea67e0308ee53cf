import type { CustomerEvent } from '#extensions/tracking-pixel/src/sandbox.ts';

/** Customer events in the shape that Shopify publishes them, far fuller than the pixel has use for. */
export type Seen = { href?: string; referrer?: string; at?: string; id?: string };

let seq = 0;

export const HOME = 'https://glowy.example/';
export const NOON = '2026-11-21T12:00:00.000Z';

function contextOf({ href = HOME, referrer = '' }: Seen) {
  const { hash, host, hostname, origin, pathname, port, protocol, search } = new URL(href);
  const location = { href, hash, host, hostname, origin, pathname, port, protocol, search };
  return {
    document: { location, referrer, characterSet: 'UTF-8', title: 'Glowy' },
    navigator: { language: 'en', cookieEnabled: true, languages: ['en'], userAgent: 'Mozilla/5.0' },
    window: { innerHeight: 800, innerWidth: 400, location, origin, scrollX: 0, scrollY: 0 },
  };
}

export function customerEvent(name: string, data: unknown, seen: Seen = {}): CustomerEvent {
  seq += 1;
  const fields = {
    id: seen.id ?? `sh-${seq}`,
    name,
    clientId: 'c1e2d3',
    timestamp: seen.at ?? NOON,
    seq,
    type: 'standard',
    context: contextOf(seen),
    data,
  };
  return fields;
}

export function pageViewed(seen: Seen = {}): CustomerEvent {
  return customerEvent('page_viewed', {}, seen);
}

const VARIANT = {
  id: '40001',
  title: '30 ml',
  untranslatedTitle: '30 ml',
  sku: 'DEW-30',
  price: { amount: 42, currencyCode: 'USD' },
  image: { src: 'https://cdn.shopify.example/dew.png' },
  product: {
    id: '8001',
    title: 'Dew Drop Serum',
    untranslatedTitle: 'Dew Drop Serum',
    type: 'Serum',
    vendor: 'Glowy',
    url: '/products/dew-drop-serum',
  },
};

export function productViewed(seen: Seen = {}): CustomerEvent {
  return customerEvent('product_viewed', { productVariant: VARIANT }, seen);
}

export function productAddedToCart(seen: Seen = {}): CustomerEvent {
  const cost = { totalAmount: { amount: 84, currencyCode: 'USD' } };
  const cartLine = { cost, merchandise: VARIANT, quantity: 2 };
  return customerEvent('product_added_to_cart', { cartLine }, seen);
}

const CHECKOUT = {
  token: 'a1b2c3d4',
  currencyCode: 'USD',
  email: 'robin@example.com',
  phone: '+15555550100',
  attributes: [{ key: '_tributary_link', value: 'jane' }],
  billingAddress: { firstName: 'Robin', lastName: 'Example', address1: '1 Sample Street' },
  shippingAddress: { firstName: 'Robin', lastName: 'Example', address1: '1 Sample Street' },
  discountApplications: [
    {
      type: 'DISCOUNT_CODE',
      title: 'JANE15',
      allocationMethod: 'ACROSS',
      targetSelection: 'ALL',
      targetType: 'LINE_ITEM',
      value: { percentage: 15 },
    },
    {
      type: 'AUTOMATIC',
      title: 'Summer',
      allocationMethod: 'ACROSS',
      targetSelection: 'ALL',
      targetType: 'LINE_ITEM',
      value: { amount: 1, currencyCode: 'USD' },
    },
  ],
  subtotalPrice: { amount: 71.4, currencyCode: 'USD' },
  totalPrice: { amount: 82.11, currencyCode: 'USD' },
  totalTax: { amount: 5.71, currencyCode: 'USD' },
  lineItems: [{ id: '1', title: 'Dew Drop Serum', quantity: 2, variant: VARIANT }],
  transactions: [],
  order: null,
};

const CHECKOUT_PAGE = { href: 'https://glowy.example/checkouts/cn/a1b2c3d4?key=secret' };

export function checkoutStarted(seen: Seen = {}): CustomerEvent {
  return customerEvent('checkout_started', { checkout: CHECKOUT }, { ...CHECKOUT_PAGE, ...seen });
}

export function checkoutCompleted(seen: Seen = {}): CustomerEvent {
  const order = { id: '820982911946154508', customer: { id: '7', isFirstOrder: true } };
  return customerEvent(
    'checkout_completed',
    { checkout: { ...CHECKOUT, order } },
    { href: 'https://glowy.example/checkouts/cn/a1b2c3d4/thank-you', ...seen },
  );
}
