import { z } from 'zod';
import { redirectResponse, type StandinRequest, type StandinResponse } from '../http.ts';
import { decimalsOf } from '../orders/money.ts';
import { type NewOrder, placeOrder, token } from '../orders/place-order.ts';
import type { Minor, Shop, World } from '../state/world.ts';
import { courierOf } from '../webhooks/courier.ts';
import { clientIp } from './app-proxy.ts';
import {
  allowsAnalytics,
  type Browser,
  browserOf,
  type Checkout,
  type CookieJar,
  cartOf,
  DISCOUNT_COOKIE,
  linkedCodes,
  splitCodes,
  storefrontState,
} from './browser-state.ts';
import { cartEntries, clearCart } from './cart.ts';
import { checkoutPage } from './checkout-page.ts';
import { checkoutData } from './customer-event-data.ts';
import type { PageSubject } from './page-layout.ts';
import { journeyOf } from './record-visit.ts';
import { thankYouPage } from './thank-you-page.ts';

const text = z.string().trim().max(255);
const paying = z.object({
  email: z.string().trim().pipe(z.email('Enter a valid email')),
  first_name: text.min(1, 'Enter a first name'),
  last_name: text.min(1, 'Enter a last name'),
  address1: text.default(''),
  city: text.default(''),
  zip: text.default(''),
  country: z.string().regex(/^[A-Z]{2}$/, 'Choose a country'),
  tip: z
    .string()
    .trim()
    .regex(/^(\d+([.,]\d+)?)?$/, 'Enter a tip as a number')
    .default(''),
  phone: text.default(''),
  marketing: z.string().optional(),
  account: z.string().optional(),
});

type Shown = {
  template: 'checkout' | 'thank_you';
  title: string;
  body: string;
  about: PageSubject;
  status?: number;
};

/** /checkout and /checkouts/cn/<token>[/thank-you]. A response, a page to show, or null: not here. */
export function checkout(
  world: World,
  shop: Shop,
  request: StandinRequest,
  jar: CookieJar,
): StandinResponse | Shown | null {
  const { pathname } = request.url;
  if (pathname === '/checkout') return startCheckout(shop, request, jar);
  const match = /^\/checkouts\/cn\/([0-9a-f]+)(\/thank-you)?$/.exec(pathname);
  const open = storefrontState(shop).checkouts.get(match?.[1] ?? '');
  if (!open) return null;
  const address = `/checkouts/cn/${open.token}`;
  if (open.order) {
    if (!match?.[2]) return redirectResponse(`${address}/thank-you`, {}, 303);
    const body = thankYouPage(open.order);
    return { template: 'thank_you', title: 'Thank you', body, about: { checkout: open } };
  }
  if (match?.[2]) return redirectResponse(address, {}, 303);
  if (request.method !== 'POST') return show(world, shop, open, new URLSearchParams());
  return submit(world, shop, open, request, jar);
}

function startCheckout(shop: Shop, request: StandinRequest, jar: CookieJar): StandinResponse {
  const cart = cartOf(shop, request);
  if (!cart || cartEntries(shop, cart).length === 0) return redirectResponse('/cart');
  const { checkouts } = storefrontState(shop);
  const fromUrl = splitCodes(request.url.searchParams.get('discount') ?? '');
  const open: Checkout = {
    token: token(),
    cart,
    browser: browserOf(shop, request, jar),
    codes: [...new Set([...linkedCodes(request), ...fromUrl])],
    currency: shop.currency,
    order: null,
  };
  checkouts.set(open.token, open);
  return redirectResponse(`/checkouts/cn/${open.token}`, { 'set-cookie': jar.headers });
}

function submit(
  world: World,
  shop: Shop,
  open: Checkout,
  request: StandinRequest,
  jar: CookieJar,
): StandinResponse | Shown {
  const fields = new URLSearchParams(request.body.toString('utf8'));
  const currency = fields.get('currency') ?? open.currency;
  if (currency === shop.currency || shop.rates.has(currency)) open.currency = currency;
  for (const code of splitCodes(fields.get('discount') ?? '')) {
    if (!open.codes.some((known) => known.toLowerCase() === code.toLowerCase())) {
      open.codes.push(code);
    }
  }
  const removed = fields.get('remove');
  if (removed !== null) open.codes = open.codes.filter((code) => code !== removed);
  if (fields.get('action') !== 'pay') return show(world, shop, open, fields);
  const parsed = paying.safeParse(Object.fromEntries(fields));
  const tipMinor = parsed.success ? tipOf(parsed.data.tip, open.currency) : 0;
  const problems = parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
  if (tipMinor === null) problems.push('Enter a tip the currency can pay');
  if (cartEntries(shop, open.cart).length === 0) problems.push('Your cart is empty');
  if (!parsed.success || tipMinor === null || problems.length > 0) {
    return show(world, shop, open, fields, problems);
  }
  pay(world, shop, open, request, parsed.data, tipMinor);
  jar.set(DISCOUNT_COOKIE, '', 0);
  return redirectResponse(
    `/checkouts/cn/${open.token}/thank-you`,
    { 'set-cookie': jar.headers },
    303,
  );
}

function pay(
  world: World,
  shop: Shop,
  open: Checkout,
  request: StandinRequest,
  buyer: z.infer<typeof paying>,
  tipMinor: Minor,
): void {
  const { browser, cart } = open;
  const now = world.clock.now();
  const { order, messages } = placeOrder(world, shop, {
    lines: cart.items.map(({ variantId, quantity, properties }) => ({
      variantId,
      quantity,
      properties,
    })),
    codes: open.codes,
    email: buyer.email,
    firstName: buyer.first_name,
    lastName: buyer.last_name,
    acceptsMarketing: buyer.marketing !== undefined,
    hasAccount: buyer.account !== undefined,
    phone: buyer.phone || null,
    address: {
      firstName: buyer.first_name,
      lastName: buyer.last_name,
      address1: buyer.address1,
      city: buyer.city,
      zip: buyer.zip,
      countryCode: buyer.country,
      phone: buyer.phone || null,
    },
    currency: open.currency,
    ...whatLedHere(shop, request, browser, now),
    attributes: [...cart.attributes].map(([name, value]) => ({ name, value })),
    note: cart.note,
    browserIp: clientIp(request),
    userAgent: request.headers['user-agent'] ?? null,
    cartToken: cart.token,
    checkoutToken: open.token,
    tipMinor,
  });
  open.order = order;
  const data = checkoutData(shop, open, buyer.email, now);
  browser.untold = [
    ...(browser.untold ?? []),
    { name: 'checkout_completed', data, at: now, path: null },
  ];
  clearCart(cart);
  cart.attributes.clear();
  browser.session = null;
  courierOf(world).send(shop, messages);
}

/** The visits that Shopify remembers: none of somebody who was asked and has not allowed it. */
function whatLedHere(
  shop: Shop,
  request: StandinRequest,
  browser: Browser,
  now: number,
): Pick<NewOrder, 'landingSite' | 'referringSite' | 'visits'> {
  if (shop.asksConsent && !allowsAnalytics(request)) {
    return { landingSite: null, referringSite: null, visits: [] };
  }
  return {
    landingSite: browser.session?.landingSite ?? null,
    referringSite: browser.session?.referrer ?? null,
    visits: journeyOf(browser, now),
  };
}

function show(
  world: World,
  shop: Shop,
  open: Checkout,
  fields: URLSearchParams,
  problems: readonly string[] = [],
): Shown {
  return {
    template: 'checkout',
    title: 'Checkout',
    body: checkoutPage(shop, open, fields, problems, world.clock.now()),
    about: { checkout: open },
    status: problems.length > 0 ? 422 : 200,
  };
}

/** The tip as typed, in minor units; null when it has more decimals than the currency. */
function tipOf(typed: string, currency: string): Minor | null {
  if (typed === '') return 0;
  const [whole = '0', fraction = ''] = typed.replace(',', '.').split('.');
  const places = decimalsOf(currency);
  if (fraction.length > places) return null;
  return Number(whole + fraction.padEnd(places, '0'));
}
