import { z } from 'zod';
import { redirectResponse, type StandinRequest, type StandinResponse } from '../http.ts';
import { placeOrder, token } from '../orders/place-order.ts';
import type { Shop, World } from '../state/world.ts';
import { courierOf } from '../webhooks/courier.ts';
import { allowsAnalytics, browserOf, type CookieJar, storefrontState } from './browser-state.ts';
import { addToCart } from './cart.ts';
import { journeyOf } from './record-visit.ts';

const wish = z.object({
  id: z.string().regex(/^\d+$/).transform(BigInt),
  quantity: z.coerce.number().int().min(1).default(1),
  email: z.email(),
});

/**
 * The wallet's button beside a product: one thing is bought past the cart, so that none of its attributes comes
 * along, and no web pixel hears of it. (Shopify publishes nowhere how much such an order tells of its session; this
 * one tells the least, no landing page and no referrer. The visits are in the journey all the same.)
 */
export function expressCheckout(
  world: World,
  shop: Shop,
  request: StandinRequest,
  jar: CookieJar,
): StandinResponse | null {
  if (request.method !== 'POST' || request.url.pathname !== '/wallets/checkouts') return null;
  const fields = new URLSearchParams(request.body.toString('utf8'));
  const { id, quantity, email } = wish.parse(Object.fromEntries(fields));
  const browser = browserOf(shop, request, jar);
  const now = world.clock.now();
  const isRemembered = !shop.asksConsent || allowsAnalytics(request);
  const cart = { token: token(), items: [], attributes: new Map<string, string>(), note: null };
  addToCart(shop, cart, id, quantity);
  const open = { token: token(), cart, browser, codes: [], currency: shop.currency };
  const { order, messages } = placeOrder(world, shop, {
    lines: [{ variantId: id, quantity }],
    email,
    cartToken: cart.token,
    checkoutToken: open.token,
    userAgent: request.headers['user-agent'] ?? null,
    visits: isRemembered ? journeyOf(browser, now) : [],
  });
  storefrontState(shop).checkouts.set(open.token, { ...open, order });
  browser.session = null;
  courierOf(world).send(shop, messages);
  const headers = { 'set-cookie': jar.headers };
  return redirectResponse(`/checkouts/cn/${open.token}/thank-you`, headers, 303);
}
