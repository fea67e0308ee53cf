import type { DiscountOffer } from './discount-offer.ts';
import { formatDecimal } from './money.ts';

/** The offer as a buyer reads it on a landing page; null when there is nothing to promise. */
export function offerText(offer: DiscountOffer, currency: string): string | null {
  switch (offer.kind) {
    case 'percentage':
      return `${offer.percentBp / 100}% off your order`;
    case 'fixed_amount':
      return `${priceText(formatDecimal({ minor: offer.amountMinor, currency }), currency)} off your order`;
    case 'free_shipping':
      return 'Free shipping on your order';
    case 'tracking_only':
      return null;
  }
}

/** An exact decimal with the currency's sign: "$12.50". */
export function priceText(amount: string, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  // The formatter takes decimals as text, digit by digit; only its type knows numbers alone.
  return format.format(amount as unknown as number);
}
