import { createHash } from 'node:crypto';
import { cartLine, findVariant } from '../orders/place-order.ts';
import { type Pricing, priceCart } from '../orders/pricing.ts';
import { StandinRefusal } from '../orders/refusal.ts';
import type { Shop } from '../state/world.ts';
import type { Cart, CartItem } from './browser-state.ts';

const MOST_OF_ONE = 999;

/** Adds units; the same variant with the same properties grows. Throws StandinRefusal for nonsense. */
export function addToCart(
  shop: Shop,
  cart: Cart,
  variantId: bigint,
  quantity: number,
  properties: CartItem['properties'] = [],
): CartItem {
  findVariant(shop, variantId);
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw new StandinRefusal('Quantity must be 1 or more');
  }
  const digest = createHash('md5').update(JSON.stringify(properties)).digest('hex');
  const key = `${variantId}:${digest}`;
  let item = cart.items.find((entry) => entry.key === key);
  if (!item) {
    item = { key, variantId, quantity: 0, properties };
    cart.items.unshift(item);
  }
  item.quantity = Math.min(item.quantity + quantity, MOST_OF_ONE);
  return item;
}

/** Sets a quantity by key or variant id; 0 removes. */
export function changeCart(cart: Cart, keyOrVariant: string, quantity: number): void {
  const item = cart.items.find(
    (entry) => entry.key === keyOrVariant || entry.variantId.toString() === keyOrVariant,
  );
  if (!item) throw new StandinRefusal('no valid id or line parameter');
  if (!Number.isSafeInteger(quantity) || quantity < 0) {
    throw new StandinRefusal('Quantity must be a whole number');
  }
  item.quantity = Math.min(quantity, MOST_OF_ONE);
  cart.items = cart.items.filter((entry) => entry.quantity > 0);
}

export function clearCart(cart: Cart): void {
  cart.items = [];
}

export function cartCount(cart: Cart | null): number {
  return cart?.items.reduce((sum, item) => sum + item.quantity, 0) ?? 0;
}

/** The cart's items with product and variant; items whose variant is gone are left out. */
export function cartEntries(shop: Shop, cart: Cart | null) {
  return (cart?.items ?? []).flatMap((item) => {
    try {
      return [{ item, ...cartLine(shop, item) }];
    } catch (error) {
      if (error instanceof StandinRefusal) return [];
      throw error;
    }
  });
}

export function priceOf(
  shop: Shop,
  cart: Cart | null,
  buyer: { codes: readonly string[]; email: string | null; at: number; currency?: string },
): Pricing {
  return priceCart(shop, {
    ...buyer,
    lines: cartEntries(shop, cart).map(({ line }) => line),
    presentmentCurrency: buyer.currency,
  });
}
