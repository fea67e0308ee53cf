import { escapeHtml } from '../http.ts';
import type { Refusal } from '../orders/discount-eligibility.ts';
import { minus, NOTHING } from '../orders/money.ts';
import { lineNet } from '../orders/pricing.ts';
import type { Shop } from '../state/world.ts';
import { variantName } from './browse-pages.ts';
import type { Checkout } from './browser-state.ts';
import { cartEntries, priceOf } from './cart.ts';
import { moneyText } from './money-text.ts';

const COUNTRIES = ['US', 'CA', 'GB', 'DE', 'FR', 'ES', 'IT', 'NL', 'JP', 'AU', 'KW'];

const REASONS: Record<Refusal, string> = {
  not_found: 'Enter a valid discount code',
  inactive: 'This discount code is not active',
  not_started: 'This discount code is not active yet',
  expired: 'This discount code has expired',
  usage_limit: 'This discount code has reached its usage limit',
  once_per_customer: 'You have used this discount code before',
  minimum: 'Your order does not reach the minimum for this discount code',
  no_items: 'This discount code does not apply to your items',
  not_combinable: 'This discount code cannot be combined with the others',
  too_many: 'No more discount codes can be added',
};

/** The one-page checkout: contact, delivery, codes, currency, tip, sums. */
export function checkoutPage(
  shop: Shop,
  open: Checkout,
  fields: URLSearchParams,
  problems: readonly string[],
  at: number,
): string {
  const email = fields.get('email') || null;
  const pricing = priceOf(shop, open.cart, {
    codes: open.codes,
    email,
    at,
    currency: open.currency,
  });
  const show = (pair: { presentment: number }) => moneyText(pair.presentment, open.currency);
  const items = cartEntries(shop, open.cart).map(({ line, product, variant }, place) => {
    const priced = pricing.lines[place];
    const net = priced ? lineNet({ ...priced, quantity: line.quantity }) : NOTHING;
    return `<tr><td>${escapeHtml(product.title)} <span class="muted">${escapeHtml(variantName(variant.title))} × ${line.quantity}</span></td><td class="num">${show(net)}</td></tr>`;
  });
  const applied = pricing.discountCodes.map(
    ({ code, amount }) =>
      `<li><strong>${escapeHtml(code)}</strong> −${show(amount)} <button class="plain" name="remove" value="${escapeHtml(code)}">Remove ${escapeHtml(code)}</button></li>`,
  );
  const refused = pricing.refused.map(
    ({ code, reason }) =>
      `<li><strong>${escapeHtml(code)}</strong> <span class="error">${REASONS[reason]}</span></li>`,
  );
  const shipping = pricing.shipping
    ? show(minus(pricing.shipping.price, pricing.shipping.discount))
    : 'not needed';
  const options = [shop.currency, ...shop.rates.keys()].map(
    (currency) =>
      `<option${currency === open.currency ? ' selected' : ''}>${escapeHtml(currency)}</option>`,
  );
  const countries = COUNTRIES.map(
    (country) =>
      `<option${country === (fields.get('country') ?? 'US') ? ' selected' : ''}>${country}</option>`,
  );
  const field = (name: string, label: string, attributes = '') =>
    `<label>${label} <input name="${name}" value="${escapeHtml(fields.get(name) ?? '')}" ${attributes}></label>`;
  const tick = (name: string, label: string) =>
    `<label class="check"><input type="checkbox" name="${name}"${fields.has(name) ? ' checked' : ''}> ${label}</label>`;
  return `<h1>Checkout</h1>
${problems.length > 0 ? `<div role="alert" class="error"><ul>${problems.map((problem) => `<li>${escapeHtml(problem)}</li>`).join('')}</ul></div>` : ''}
<form method="post" class="two" novalidate>
<section class="stack" aria-label="Contact and delivery">
<button name="action" value="update" hidden>Update</button>
<h2>Contact</h2>
${field('email', 'Email', 'type="email" autocomplete="email" required')}
${tick('marketing', 'Email me with news and offers')}
${tick('account', 'Create an account')}
<h2>Delivery</h2>
<label>Country <select name="country">${countries.join('')}</select></label>
${field('first_name', 'First name', 'autocomplete="given-name"')}
${field('last_name', 'Last name', 'autocomplete="family-name"')}
${field('address1', 'Address', 'autocomplete="address-line1"')}
${field('zip', 'Postal code', 'autocomplete="postal-code"')}
${field('city', 'City', 'autocomplete="address-level2"')}
${field('phone', 'Phone (optional)', 'autocomplete="tel"')}
${field('tip', 'Tip (optional)', 'inputmode="decimal"')}
</section>
<section aria-label="Order summary">
<table><tbody>${items.join('\n')}</tbody></table>
<label>Discount code <input name="discount" value=""></label>
<p><button class="plain" name="action" value="apply">Apply</button></p>
<ul>${applied.join('')}${refused.join('')}</ul>
<label>Currency <select name="currency">${options.join('')}</select></label>
<p><button class="plain" name="action" value="update">Update sums</button></p>
<table><tbody>
<tr><td>Subtotal</td><td class="num">${show(pricing.subtotal)}</td></tr>
<tr><td>Shipping</td><td class="num">${shipping}</td></tr>
<tr><td>Tax${shop.taxesIncluded ? ' (included)' : ''}</td><td class="num">${show(pricing.tax)}</td></tr>
<tr><td><strong>Total</strong></td><td class="num"><strong>${show(pricing.total)}</strong></td></tr>
</tbody></table>
<p><button name="action" value="pay">Pay now</button></p>
</section>
</form>`;
}
