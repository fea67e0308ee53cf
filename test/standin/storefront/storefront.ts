import { readFile } from 'node:fs/promises';
import {
  type Handler,
  jsonResponse,
  redirectResponse,
  type StandinRequest,
  type StandinResponse,
} from '../http.ts';
import { StandinRefusal } from '../orders/refusal.ts';
import type { Shop, World } from '../state/world.ts';
import { courierOf } from '../webhooks/courier.ts';
import { appProxy, renderLiquid } from './app-proxy.ts';
import {
  collectionPage,
  contentPage,
  homePage,
  notFoundPage,
  onSale,
  productPage,
} from './browse-pages.ts';
import {
  browserOf,
  type CookieJar,
  cartOf,
  createCookieJar,
  linkedCodes,
} from './browser-state.ts';
import { addToCart, cartCount, changeCart, clearCart } from './cart.ts';
import { bodyOf, cartApi } from './cart-api.ts';
import { cartPage } from './cart-page.ts';
import { checkout } from './checkout.ts';
import { decodePath, discountLink } from './discount-link.ts';
import { expressCheckout } from './express-checkout.ts';
import { type PageContext, type PageHook, type PageSubject, renderPage } from './page-layout.ts';
import { recordVisit } from './record-visit.ts';
import { tellAdded } from './tell-added.ts';

type Shown = {
  template: PageContext['template'];
  title: string;
  body: string;
  about?: PageSubject;
  status?: number;
};

/**
 * The storefront of every shop of the world. `hooks` add to each page what theme embeds and the web
 * pixel would.
 */
export function storefront(world: World, hooks: readonly PageHook[] = []): Handler {
  courierOf(world);
  return async (request) => {
    const { shop } = request;
    const { pathname } = request.url;
    if (shop === null || /^\/(admin|__control)(\/|$)/.test(pathname)) return null;
    if (pathname === '/assets/shop.css') return stylesheet();
    const jar = createCookieJar();
    const visitedPage = (shown: Shown) => {
      const cart = cartOf(shop, request);
      const page: PageContext = {
        shop,
        url: request.url,
        template: shown.template,
        title: shown.title,
        about: shown.about ?? {},
        cart,
        cartCount: cartCount(cart),
        browser: browserOf(shop, request, jar),
        now: world.clock.now(),
        isVisit: request.method === 'GET',
      };
      return renderPage(page, shown.body, hooks, jar, shown.status ?? 200);
    };
    if (shop.isLocked) return passwordForm(pathname, visitedPage);
    const early =
      discountLink(request, jar) ??
      cartAction(world, shop, request, jar) ??
      expressCheckout(world, shop, request, jar);
    if (early) return early;
    const atCheckout = checkout(world, shop, request, jar);
    if (atCheckout) return isShown(atCheckout) ? visitedPage(atCheckout) : atCheckout;
    const proxied = await appProxy(world, shop, request);
    const shown = proxied === null ? browse(world, shop, request) : proxyPage(proxied);
    if (shown === null) {
      return (
        urlRedirect(shop, request) ??
        visitedPage({
          template: '404',
          title: 'Page not found',
          body: notFoundPage(),
          status: 404,
        })
      );
    }
    if (!isShown(shown)) return shown;
    if (request.method === 'GET') {
      recordVisit(world, shop, request, browserOf(shop, request, jar));
    }
    return visitedPage(shown);
  };
}

/** All that visitors see before a shop's launch. */
function passwordForm(
  pathname: string,
  visitedPage: (shown: Shown) => StandinResponse,
): StandinResponse {
  if (pathname !== '/password') return redirectResponse('/password');
  const body = '<h1>Opening soon</h1><form><label>Password <input type="password"></label></form>';
  return visitedPage({ template: 'password', title: 'Opening soon', body });
}

function isShown(answer: StandinResponse | Shown): answer is Shown {
  return answer !== 'break' && 'template' in answer;
}

/** A Liquid answer is a page of the shop; anything else goes to the visitor as the app gave it. */
function proxyPage(response: Exclude<StandinResponse, 'break'>): StandinResponse | Shown {
  const type = response.headers['content-type'];
  if (typeof type !== 'string' || !type.startsWith('application/liquid')) return response;
  const { html, layout } = renderLiquid(response.body.toString());
  if (layout) return { template: 'app_proxy', title: 'App', body: html, status: response.status };
  return { ...response, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}

function browse(world: World, shop: Shop, request: StandinRequest): Shown | null {
  const path = request.url.pathname.replace(/(.)\/$/, '$1');
  if (path === '/') return { template: 'index', title: shop.name, body: homePage(shop) };
  if (path === '/cart') {
    const body = cartPage(shop, cartOf(shop, request), linkedCodes(request), world.clock.now());
    return { template: 'cart', title: 'Your cart', body };
  }
  const match = /^\/(?:collections\/[^/]+\/)?(products|collections|pages)\/([^/]+)$/.exec(path);
  const handle = decodePath(match?.[2] ?? '');
  if (match?.[1] === 'products') {
    const product = onSale(shop).find((candidate) => candidate.handle === handle);
    if (!product) return null;
    const body = productPage(shop, product);
    return { template: 'product', title: product.title, body, about: { product } };
  }
  if (match?.[1] === 'collections') {
    const collection = collectionPage(shop, handle);
    return collection && { template: 'collection', ...collection };
  }
  if (match?.[1] === 'pages') {
    const page = [...shop.pages.values()].find((entry) => entry.handle === handle);
    if (!page?.published) return null;
    return { template: 'page', title: page.title, body: contentPage(page), about: { page } };
  }
  return null;
}

/** The merchant's redirects, which speak only where the shop has nothing itself. The query goes along. */
function urlRedirect(shop: Shop, request: StandinRequest): StandinResponse | null {
  const path = decodePath(request.url.pathname)
    .replace(/(.)\/$/, '$1')
    .toLowerCase();
  const found = [...shop.redirects.values()].find((entry) => entry.path.toLowerCase() === path);
  if (!found) return null;
  const { search } = request.url;
  if (search === '') return redirectResponse(found.target);
  const [target = '', hash] = found.target.split('#', 2);
  const joined = target + (target.includes('?') ? `&${search.slice(1)}` : search);
  return redirectResponse(hash === undefined ? joined : `${joined}#${hash}`);
}

/** The Ajax cart API, and the cart's plain forms. */
function cartAction(
  world: World,
  shop: Shop,
  request: StandinRequest,
  jar: CookieJar,
): StandinResponse | null {
  const api = cartApi(shop, request, jar, world.clock.now());
  if (api || request.method !== 'POST') return api;
  const form = /^\/cart(?:\/(add|clear|update))?$/.exec(request.url.pathname);
  if (!form) return null;
  const fields = new URLSearchParams(request.body.toString('utf8'));
  const cart = cartOf(shop, request, jar);
  const headers = { 'set-cookie': jar.headers };
  try {
    if (form[1] === 'add') {
      const id = fields.get('id') ?? '';
      if (!/^\d+$/.test(id)) throw new StandinRefusal('Cannot find variant');
      const quantity = Number(fields.get('quantity') ?? '1');
      const item = addToCart(shop, cart, BigInt(id), quantity);
      const browser = browserOf(shop, request, jar);
      tellAdded(shop, browser, request, { item, quantity }, world.clock.now());
    } else if (form[1] === 'clear') {
      clearCart(cart);
    } else {
      const body = bodyOf(request);
      const updates =
        typeof body === 'object' && body !== null && 'updates' in body ? body.updates : {};
      for (const [key, count] of Object.entries(updates ?? {}))
        changeCart(cart, key, Number(count));
    }
  } catch (error) {
    if (!(error instanceof StandinRefusal)) throw error;
    return jsonResponse({ status: 422, description: error.message }, 422, headers);
  }
  return redirectResponse(fields.has('checkout') ? '/checkout' : '/cart', headers, 303);
}

async function stylesheet(): Promise<StandinResponse> {
  const body = await readFile(new URL('./shop.css', import.meta.url));
  return {
    status: 200,
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=300' },
    body,
  };
}
