import type { Discount, Minor, Shop } from '../state/world.ts';
import { classOf, entitles } from './discount-eligibility.ts';
import { allocate, share } from './money.ts';
import type { CartLine } from './pricing.ts';

/** Millionths: exact for every fraction Shopify accepts (it keeps six decimals or fewer). */
const FRACTION_SCALE = 1_000_000;

/** The cart in one currency. */
export type PricedCart = {
  lines: readonly { line: CartLine; unit: Minor }[];
  shippingPrice: Minor;
  /** Shop minor units to this currency's. */
  convert(minor: Minor): Minor;
};

/** What each discount takes off: `perLine[discount][line]` and `shipping[discount]`, in minor units. */
type DiscountAmounts = { perLine: Minor[][]; shipping: Minor[]; idle: boolean };

/**
 * What the discounts take off this cart together. Product discounts come first, and no line takes
 * two of them; order discounts are worked out on what is left and never go below nothing.
 * `idle` tells that a product discount found all its lines taken.
 */
export function discountAmounts(
  shop: Shop,
  discounts: readonly Discount[],
  cart: PricedCart,
): DiscountAmounts {
  const left = cart.lines.map(({ line, unit }) => unit * line.quantity);
  const perLine = discounts.map(() => cart.lines.map(() => 0));
  const shipping = discounts.map(() => 0);
  let idle = false;

  const take = (place: number, amounts: readonly Minor[]) => {
    amounts.forEach((amount, at) => {
      const row = perLine[place];
      if (row) row[at] = amount;
      left[at] = (left[at] ?? 0) - amount;
    });
  };

  const open = cart.lines.map(() => true);
  for (const { discount, place } of strongestFirst(shop, discounts, cart)) {
    const eligible = cart.lines.map(
      ({ line }, at) => (open[at] ?? false) && entitles(shop, discount, line),
    );
    if (!eligible.includes(true)) idle = true;
    take(place, amountsOf(discount, cart, eligible, left));
    eligible.forEach((taken, at) => {
      if (taken) open[at] = false;
    });
  }

  const afterProducts = [...left];
  discounts.forEach((discount, place) => {
    if (classOf(discount) !== 'order') return;
    const eligible = cart.lines.map(({ line }) => entitles(shop, discount, line));
    const wanted = amountsOf(discount, cart, eligible, afterProducts);
    take(
      place,
      wanted.map((amount, at) => Math.min(amount, left[at] ?? 0)),
    );
  });
  discounts.forEach((discount, place) => {
    if (classOf(discount) === 'shipping') shipping[place] = cart.shippingPrice;
  });
  return { perLine, shipping, idle };
}

/** What one discount takes off each line when `base` is what the lines still cost. */
function amountsOf(
  discount: Discount,
  cart: PricedCart,
  eligible: readonly boolean[],
  base: readonly Minor[],
): Minor[] {
  const weights = base.map((amount, at) => (eligible[at] ? amount : 0));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const { value } = discount;
  if (value.kind === 'percentage') {
    const millionths = Math.round(value.fraction * FRACTION_SCALE);
    return allocate(share(sum, millionths, FRACTION_SCALE), weights);
  }
  if (value.kind === 'fixed' && value.onEachItem) {
    const off = cart.convert(value.amountMinor);
    return cart.lines.map(({ line }, at) =>
      eligible[at] ? Math.min(off * line.quantity, base[at] ?? 0) : 0,
    );
  }
  if (value.kind === 'fixed') {
    return allocate(Math.min(cart.convert(value.amountMinor), sum), weights);
  }
  return base.map(() => 0);
}

/** Product discounts by what each would take off alone, so that a shared line goes to the better one. */
function strongestFirst(shop: Shop, discounts: readonly Discount[], cart: PricedCart) {
  const full = cart.lines.map(({ line, unit }) => unit * line.quantity);
  return discounts
    .map((discount, place) => ({ discount, place }))
    .filter(({ discount }) => classOf(discount) === 'product')
    .map((entry) => {
      const eligible = cart.lines.map(({ line }) => entitles(shop, entry.discount, line));
      const amounts = amountsOf(entry.discount, cart, eligible, full);
      return { ...entry, alone: amounts.reduce((sum, amount) => sum + amount, 0) };
    })
    .sort((a, b) => b.alone - a.alone || a.place - b.place);
}
