import type { Discount, Shop } from '../state/world.ts';
import type { CartLine } from './pricing.ts';

export type Refusal =
  | 'not_found'
  | 'inactive'
  | 'not_started'
  | 'expired'
  | 'usage_limit'
  | 'once_per_customer'
  | 'minimum'
  | 'no_items'
  | 'not_combinable'
  | 'too_many';

type DiscountClass = 'order' | 'product' | 'shipping';

/** What the discount counts as when it meets others: all items is an order discount, some items a product discount. */
export function classOf(discount: Discount): DiscountClass {
  if (discount.value.kind === 'free_shipping') return 'shipping';
  return discount.items === null ? 'order' : 'product';
}

/** Finds a code of the shop without regard to case or surrounding blanks. */
export function findCode(shop: Shop, code: string): { discount: Discount; code: string } | null {
  const wanted = code.trim().toLowerCase();
  for (const discount of shop.discounts.values()) {
    for (const entry of discount.codes) {
      if (entry.code.toLowerCase() === wanted) return { discount, code: entry.code };
    }
  }
  return null;
}

/** Whether the discount may touch this line. Gift cards are never discounted. */
export function entitles(shop: Shop, discount: Discount, line: CartLine): boolean {
  if (line.isGiftCard) return false;
  if (discount.items === null) return true;
  const { productId } = line;
  if (productId === null) return false;
  if (discount.items.productIds.includes(productId)) return true;
  return discount.items.collectionIds.some((id) =>
    shop.collections.get(id)?.productIds.includes(productId),
  );
}

/** Why the discount cannot be used on this cart by this customer at this instant; null when it can. */
export function refusalOf(
  shop: Shop,
  discount: Discount,
  cart: { lines: readonly CartLine[]; email: string | null; at: number },
): Refusal | null {
  if (!discount.active) return 'inactive';
  if (cart.at < discount.startsAt) return 'not_started';
  if (discount.endsAt !== null && cart.at >= discount.endsAt) return 'expired';
  const used = discount.codes.reduce((sum, entry) => sum + entry.usage, 0);
  if (discount.usageLimit !== null && used >= discount.usageLimit) return 'usage_limit';
  if (discount.oncePerCustomer && usedBy(shop, discount, cart.email)) return 'once_per_customer';
  if (discount.value.kind === 'free_shipping' && !cart.lines.some((line) => line.requiresShipping))
    return 'no_items';
  const entitled = cart.lines.filter((line) => entitles(shop, discount, line));
  if (entitled.length === 0) return 'no_items';
  return meetsMinimum(discount, entitled) ? null : 'minimum';
}

function meetsMinimum(discount: Discount, entitled: readonly CartLine[]): boolean {
  if (discount.minimum === null) return true;
  if ('quantity' in discount.minimum) {
    const quantity = entitled.reduce((sum, line) => sum + line.quantity, 0);
    return quantity >= discount.minimum.quantity;
  }
  const subtotal = entitled.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
  return subtotal >= discount.minimum.subtotalMinor;
}

function usedBy(shop: Shop, discount: Discount, email: string | null): boolean {
  if (email === null) return false;
  const wanted = email.trim().toLowerCase();
  const codes = new Set(discount.codes.map((entry) => entry.code.toLowerCase()));
  for (const order of shop.orders.values()) {
    if (order.email?.toLowerCase() !== wanted) continue;
    if (order.discountCodes.some((used) => codes.has(used.code.toLowerCase()))) return true;
  }
  return false;
}
