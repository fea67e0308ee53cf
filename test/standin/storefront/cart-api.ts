import { z } from 'zod';
import { jsonResponse, type StandinRequest, type StandinResponse } from '../http.ts';
import { decimalsOf } from '../orders/money.ts';
import { lineNet } from '../orders/pricing.ts';
import { StandinRefusal } from '../orders/refusal.ts';
import type { Minor, Shop } from '../state/world.ts';
import { browserOf, type Cart, type CookieJar, cartOf, linkedCodes } from './browser-state.ts';
import { addToCart, cartCount, cartEntries, changeCart, clearCart, priceOf } from './cart.ts';
import { tellAdded } from './tell-added.ts';

const quantity = z.coerce.number().int();
const id = z.union([z.string(), z.number()]).transform(String);
const properties = z.record(z.string(), z.coerce.string()).optional();
const added = z.object({ id: id.transform(BigInt), quantity: quantity.default(1), properties });
const addBody = z.union([z.object({ items: z.array(added).min(1) }), added]);
const changeBody = z.object({ id: id.optional(), line: quantity.optional(), quantity });
const updateBody = z.object({
  attributes: z.record(z.string(), z.coerce.string().nullable()).optional(),
  note: z.string().nullable().optional(),
  updates: z.record(z.string(), quantity).optional(),
});

/** Shopify's Ajax cart API: /cart.js, /cart/add.js, /cart/change.js, /cart/update.js, /cart/clear.js. */
export function cartApi(
  shop: Shop,
  request: StandinRequest,
  jar: CookieJar,
  now: number,
): StandinResponse | null {
  const action = /^\/cart(?:\/(add|change|update|clear))?\.(?:js|json)$/.exec(request.url.pathname);
  if (!action) return null;
  const cart = cartOf(shop, request, jar);
  const headers = { 'set-cookie': jar.headers };
  const codes = linkedCodes(request);
  const whole = () => jsonResponse(cartJson(shop, cart, codes, now), 200, headers);
  try {
    const body = action[1] && action[1] !== 'clear' ? bodyOf(request) : {};
    switch (action[1]) {
      case 'add': {
        const parsed = addBody.parse(body);
        const list = 'items' in parsed ? parsed.items : [parsed];
        for (const entry of list) {
          const properties = propertyList(entry.properties);
          const item = addToCart(shop, cart, entry.id, entry.quantity, properties);
          const browser = browserOf(shop, request, jar);
          tellAdded(shop, browser, request, { item, quantity: entry.quantity }, now);
        }
        const items = cartJson(shop, cart, codes, now).items.slice(0, list.length);
        return jsonResponse('items' in parsed ? { items } : items[0], 200, headers);
      }
      case 'change': {
        const parsed = changeBody.parse(body);
        const byLine = parsed.line === undefined ? undefined : cart.items[parsed.line - 1]?.key;
        changeCart(cart, parsed.id ?? byLine ?? '', parsed.quantity);
        return whole();
      }
      case 'update': {
        update(cart, updateBody.parse(body));
        return whole();
      }
      case 'clear':
        clearCart(cart);
        return whole();
      default:
        return whole();
    }
  } catch (error) {
    if (
      !(
        error instanceof StandinRefusal ||
        error instanceof z.ZodError ||
        error instanceof SyntaxError
      )
    )
      throw error;
    const description = error instanceof z.ZodError ? z.prettifyError(error) : error.message;
    return jsonResponse({ status: 422, message: 'Cart Error', description }, 422, headers);
  }
}

/** Sets attributes (null or "" takes one away), the note, and quantities by variant id or key. */
function update(cart: Cart, wanted: z.infer<typeof updateBody>): void {
  for (const [name, value] of Object.entries(wanted.attributes ?? {})) {
    if (value === null || value === '') cart.attributes.delete(name);
    else cart.attributes.set(name, value);
  }
  if (wanted.note !== undefined) cart.note = wanted.note;
  for (const [key, count] of Object.entries(wanted.updates ?? {})) changeCart(cart, key, count);
}

/** JSON as it is; a form's `attributes[x]` and `updates[x]` as nested objects. */
export function bodyOf(request: StandinRequest): unknown {
  const text = request.body.toString('utf8');
  if ((request.headers['content-type'] ?? '').includes('json')) return JSON.parse(text);
  const body: Record<string, string | Record<string, string>> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const nested = /^(attributes|updates|properties)\[(.+)\]$/.exec(name);
    if (!nested?.[1] || !nested[2]) {
      body[name] = value;
      continue;
    }
    const group = body[nested[1]];
    body[nested[1]] = { ...(typeof group === 'object' ? group : {}), [nested[2]]: value };
  }
  return body;
}

function propertyList(given: Record<string, string> | undefined) {
  return Object.entries(given ?? {}).map(([name, value]) => ({ name, value }));
}

/** The Ajax API counts money in hundredths, whatever the currency. */
function hundredths(minor: Minor, currency: string): number {
  return Math.round(minor * 10 ** (2 - decimalsOf(currency)));
}

function cartJson(shop: Shop, cart: Cart, codes: readonly string[], at: number) {
  const pricing = priceOf(shop, cart, { codes, email: null, at });
  const cents = (minor: Minor) => hundredths(minor, shop.currency);
  const items = cartEntries(shop, cart).map(({ item, line, product, variant }, place) => {
    const priced = pricing.lines[place];
    const full = line.unitPriceMinor * line.quantity;
    const net = priced ? lineNet({ ...priced, quantity: line.quantity }).shop : full;
    return {
      id: variant.id.toString(),
      key: item.key,
      variant_id: variant.id.toString(),
      product_id: product.id.toString(),
      title:
        variant.title === 'Default Title' ? product.title : `${product.title} - ${variant.title}`,
      product_title: product.title,
      variant_title: variant.title === 'Default Title' ? null : variant.title,
      quantity: line.quantity,
      properties: Object.fromEntries(item.properties.map(({ name, value }) => [name, value])),
      sku: variant.sku,
      vendor: product.vendor,
      handle: product.handle,
      url: `/products/${product.handle}?variant=${variant.id}`,
      gift_card: line.isGiftCard,
      taxable: line.taxable,
      requires_shipping: line.requiresShipping,
      price: cents(line.unitPriceMinor),
      original_line_price: cents(full),
      line_price: cents(full),
      final_line_price: cents(net),
      total_discount: cents(full - net),
    };
  });
  const original = items.reduce((sum, item) => sum + item.original_line_price, 0);
  return {
    token: cart.token,
    note: cart.note,
    attributes: Object.fromEntries(cart.attributes),
    original_total_price: original,
    total_price: cents(pricing.subtotal.shop),
    total_discount: original - cents(pricing.subtotal.shop),
    item_count: cartCount(cart),
    items,
    requires_shipping: items.some((item) => item.requires_shipping),
    currency: shop.currency,
    discount_codes: pricing.discountCodes.map(({ code }) => ({ code, applicable: true })),
  };
}
