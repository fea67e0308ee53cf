import type { Discount, Shop } from '../../../state/world.ts';

/** Codes are unique in a shop without regard to case, over all of its discounts. */
export function discountWithCode(shop: Shop, code: string): Discount | null {
  const wanted = code.trim().toLowerCase();
  for (const discount of shop.discounts.values()) {
    if (discount.codes.some((entry) => entry.code.toLowerCase() === wanted)) return discount;
  }
  return null;
}

export function isFreeShipping(discount: Discount): boolean {
  return discount.value.kind === 'free_shipping';
}

/** ACTIVE, SCHEDULED or EXPIRED, by the discount's dates and whether it was switched off. */
export function discountStatus(discount: Discount, now: number): string {
  if (!discount.active) return 'EXPIRED';
  if (discount.endsAt !== null && discount.endsAt <= now) return 'EXPIRED';
  return discount.startsAt > now ? 'SCHEDULED' : 'ACTIVE';
}
