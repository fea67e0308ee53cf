import type { StandinRequest } from '../http.ts';
import type { Shop } from '../state/world.ts';
import type { Browser, CartItem } from './browser-state.ts';
import { addToCartData } from './customer-event-data.ts';

/** Notes for the web pixels that something came into the cart, on the page where the button was. */
export function tellAdded(
  shop: Shop,
  browser: Browser,
  request: StandinRequest,
  added: { item: CartItem; quantity: number },
  at: number,
): void {
  const data = addToCartData(shop, added.item, added.quantity);
  if (data === null) return;
  const { referer } = request.headers;
  const from = referer && URL.canParse(referer) ? new URL(referer) : null;
  const path = from ? from.pathname + from.search : null;
  browser.untold = [...(browser.untold ?? []), { name: 'product_added_to_cart', data, at, path }];
}
