import { randomUUID } from 'node:crypto';
import type { StandinRequest } from '../http.ts';
import { token } from '../orders/place-order.ts';
import type { Order, Shop, Visit } from '../state/world.ts';

export type CartItem = {
  key: string;
  variantId: bigint;
  quantity: number;
  properties: { name: string; value: string }[];
};

export type Cart = {
  token: string;
  items: CartItem[];
  attributes: Map<string, string>;
  note: string | null;
};

/** One browser by its `_shopify_y` cookie: the session it is in and the visits it has made. */
export type Browser = {
  id: string;
  session: {
    startedAt: number;
    lastSeenAt: number;
    landingSite: string;
    referrer: string | null;
  } | null;
  visits: Omit<Visit, 'id'>[];
  /** Happened when a form was sent; the next page tells the web pixels. */
  untold?: PendingEvent[];
};

/** A customer event of Shopify's with the page where it happened (path and query), null: where it is told. */
export type PendingEvent = { name: string; data: unknown; at: number; path: string | null };

export type Checkout = {
  token: string;
  cart: Cart;
  browser: Browser;
  codes: string[];
  currency: string;
  order: Order | null;
};

type StorefrontState = {
  browsers: Map<string, Browser>;
  carts: Map<string, Cart>;
  checkouts: Map<string, Checkout>;
};

/** Kept by shop, so that it goes when the world's state is reset. */
const states = new WeakMap<Shop, StorefrontState>();

export function storefrontState(shop: Shop): StorefrontState {
  let state = states.get(shop);
  if (!state) {
    state = { browsers: new Map(), carts: new Map(), checkouts: new Map() };
    states.set(shop, state);
  }
  return state;
}

const BROWSER_COOKIE = '_shopify_y';
const CART_COOKIE = 'cart';
/** Written by the privacy script, extensions/browser/customer-privacy.js. */
const CONSENT_COOKIE = '_tracking_consent';
export const DISCOUNT_COOKIE = 'discount_code';

const YEAR_S = 365 * 86_400;
const CART_LIFE_S = 14 * 86_400;

/** Cookies to set with the answer to one request. */
export type CookieJar = {
  headers: string[];
  /** The browser that was first seen with this request. */
  newBrowser?: Browser;
  set(name: string, value: string, maxAge: number): void;
};

export function createCookieJar(): CookieJar {
  const headers: string[] = [];
  return {
    headers,
    set(name, value, maxAge) {
      headers.push(`${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${maxAge}; SameSite=Lax`);
    },
  };
}

/** The browser that asks; one that is not known yet gets its cookie. */
export function browserOf(shop: Shop, request: StandinRequest, jar: CookieJar): Browser {
  const { browsers } = storefrontState(shop);
  const known = browsers.get(request.cookies.get(BROWSER_COOKIE) ?? '') ?? jar.newBrowser;
  if (known) return known;
  const browser: Browser = { id: randomUUID(), session: null, visits: [] };
  browsers.set(browser.id, browser);
  jar.newBrowser = browser;
  jar.set(BROWSER_COOKIE, browser.id, YEAR_S);
  return browser;
}

/** The browser's cart; `jar` given: one is made when there is none. */
export function cartOf(shop: Shop, request: StandinRequest): Cart | null;
export function cartOf(shop: Shop, request: StandinRequest, jar: CookieJar): Cart;
export function cartOf(shop: Shop, request: StandinRequest, jar?: CookieJar): Cart | null {
  const { carts } = storefrontState(shop);
  const known = carts.get(request.cookies.get(CART_COOKIE) ?? '');
  if (known || !jar) return known ?? null;
  const cart: Cart = { token: token(), items: [], attributes: new Map(), note: null };
  carts.set(cart.token, cart);
  jar.set(CART_COOKIE, cart.token, CART_LIFE_S);
  return cart;
}

/** Codes that a discount link left in the browser. */
export function linkedCodes(request: StandinRequest): string[] {
  return splitCodes(request.cookies.get(DISCOUNT_COOKIE) ?? '');
}

/** What the visitor answered to the shop's consent banner; false where there was no answer. */
export function allowsAnalytics(request: StandinRequest): boolean {
  try {
    const answer = JSON.parse(decodeURIComponent(request.cookies.get(CONSENT_COOKIE) ?? '{}'));
    return answer.analytics === true;
  } catch {
    return false;
  }
}

export function splitCodes(text: string): string[] {
  return text
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
}
