import { escapeHtml } from '../http.ts';
import { lineNet } from '../orders/pricing.ts';
import type { Shop } from '../state/world.ts';
import { variantName } from './browse-pages.ts';
import type { Cart } from './browser-state.ts';
import { cartEntries, priceOf } from './cart.ts';
import { moneyText } from './money-text.ts';

/** The cart; codes that a link left are shown as they would apply. */
export function cartPage(
  shop: Shop,
  cart: Cart | null,
  codes: readonly string[],
  at: number,
): string {
  const entries = cartEntries(shop, cart);
  if (entries.length === 0) {
    return '<h1>Your cart is empty</h1><p><a class="button" href="/collections/all">Continue shopping</a></p>';
  }
  const pricing = priceOf(shop, cart, { codes, email: null, at });
  const rows = entries.map(({ item, line, product, variant }, place) => {
    const priced = pricing.lines[place];
    const net = priced ? lineNet({ ...priced, quantity: line.quantity }).shop : 0;
    const label = `Quantity of ${product.title}`;
    return `<tr><td><a href="/products/${encodeURIComponent(product.handle)}">${escapeHtml(product.title)}</a><br><span class="muted">${escapeHtml(variantName(variant.title))}</span></td>
<td><input aria-label="${escapeHtml(label)}" type="number" min="0" max="99" name="updates[${escapeHtml(item.key)}]" value="${item.quantity}"></td>
<td class="num">${moneyText(net, shop.currency)}</td></tr>`;
  });
  const applied = pricing.discountCodes.map(
    ({ code, amount }) =>
      `<p class="muted">Code ${escapeHtml(code)}: −${moneyText(amount.shop, shop.currency)}</p>`,
  );
  return `<h1>Your cart</h1>
<form method="post" action="/cart">
<table><thead><tr><th scope="col">Product</th><th scope="col">Quantity</th><th scope="col" class="num">Total</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>
${applied.join('\n')}
<p><strong>Subtotal ${moneyText(pricing.subtotal.shop, shop.currency)}</strong></p>
<p><button name="update" value="1" class="plain">Update cart</button> <button name="checkout" value="1">Check out</button></p>
</form>`;
}
