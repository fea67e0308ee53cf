import type {
  DiscountApplication,
  Minor,
  MoneyPair,
  Order,
  OrderLine,
  Shop,
} from '../state/world.ts';
import { type ChosenCode, chooseCodes, type RefusedCode } from './choose-codes.ts';
import { discountAmounts, type PricedCart } from './discount-amounts.ts';
import { convertMinor, decimalsOf, formatMinor, isNothing, NOTHING, plus, times } from './money.ts';
import { taxOn } from './tax.ts';

/** One line of a cart; the price is in shop minor units. */
export type CartLine = {
  productId: bigint | null;
  quantity: number;
  unitPriceMinor: Minor;
  taxable: boolean;
  isGiftCard: boolean;
  requiresShipping: boolean;
};

type PricedLine = Pick<OrderLine, 'unitPrice' | 'allocations' | 'tax'>;

export type Pricing = {
  presentmentCurrency: string;
  /** In the order of the cart. */
  lines: PricedLine[];
  applications: DiscountApplication[];
  discountCodes: Order['discountCodes'];
  shipping: Order['shipping'];
  refused: RefusedCode[];
  subtotal: MoneyPair;
  tax: MoneyPair;
  /** Without tip. */
  total: MoneyPair;
};

/**
 * Prices a cart with the entered codes by Shopify's rules. Which codes apply is settled in shop
 * money; then each currency is worked out by itself, so that both add up to the minor unit.
 * Throws when the shop does not sell in the currency.
 */
export function priceCart(
  shop: Shop,
  cart: {
    lines: readonly CartLine[];
    codes: readonly string[];
    email: string | null;
    at: number;
    presentmentCurrency?: string | undefined;
  },
): Pricing {
  const presentmentCurrency = cart.presentmentCurrency ?? shop.currency;
  const inShop = pricedCart(cart.lines, shop.shippingMinor, (minor) => minor);
  const inPresentment = pricedCart(
    cart.lines,
    shop.shippingMinor,
    converter(shop, presentmentCurrency),
  );
  const { chosen, refused } = chooseCodes(shop, cart.codes, inShop, cart);
  const discounts = chosen.map(({ discount }) => discount);
  const shopAmounts = discountAmounts(shop, discounts, inShop);
  const presentmentAmounts = discountAmounts(shop, discounts, inPresentment);
  const pairAt = (of: (amounts: typeof shopAmounts) => Minor | undefined): MoneyPair => ({
    shop: of(shopAmounts) ?? 0,
    presentment: of(presentmentAmounts) ?? 0,
  });

  const lines = cart.lines.map((line, at): PricedLine => {
    const unitPrice = {
      shop: inShop.lines[at]?.unit ?? 0,
      presentment: inPresentment.lines[at]?.unit ?? 0,
    };
    const allocations = chosen
      .map((_, place) => ({
        applicationIndex: place,
        amount: pairAt((amounts) => amounts.perLine[place]?.[at]),
      }))
      .filter(({ amount }) => !isNothing(amount));
    const net = lineNet({ unitPrice, quantity: line.quantity, allocations });
    const tax = line.taxable && !line.isGiftCard ? taxOn(shop, net) : NOTHING;
    return { unitPrice, allocations, tax };
  });

  const shipping = priceShipping(shop, cart.lines, inPresentment, () =>
    plus(...chosen.map((_, place) => pairAt((amounts) => amounts.shipping[place]))),
  );
  const subtotal = plus(
    ...lines.map((line, at) => lineNet({ ...line, quantity: cart.lines[at]?.quantity ?? 0 })),
  );
  const tax = plus(...lines.map((line) => line.tax), shipping?.tax ?? NOTHING);
  const shippingNet = shipping ? plus(shipping.price, times(shipping.discount, -1)) : NOTHING;
  return {
    presentmentCurrency,
    lines,
    applications: chosen.map((code) => applicationOf(shop, code)),
    discountCodes: chosen.map(({ code, discount }, place) => ({
      code,
      amount: plus(
        pairAt((amounts) => amounts.shipping[place]),
        pairAt((amounts) => amounts.perLine[place]?.reduce((sum, amount) => sum + amount, 0)),
      ),
      type:
        discount.value.kind === 'free_shipping'
          ? 'shipping'
          : discount.value.kind === 'fixed'
            ? 'fixed_amount'
            : 'percentage',
    })),
    shipping,
    refused,
    subtotal,
    tax,
    total: plus(subtotal, shippingNet, shop.taxesIncluded ? NOTHING : tax),
  };
}

/** A line's price after all its discounts; with tax in it where the shop's prices include tax. */
export function lineNet(
  line: Pick<OrderLine, 'unitPrice' | 'quantity' | 'allocations'>,
): MoneyPair {
  const discount = plus(...line.allocations.map(({ amount }) => amount));
  return plus(times(line.unitPrice, line.quantity), times(discount, -1));
}

/** Shop minor units → minor units of a currency the shop sells in. */
export function converter(shop: Shop, currency: string): (minor: Minor) => Minor {
  if (currency === shop.currency) return (minor) => minor;
  const rate = shop.rates.get(currency);
  if (rate === undefined) throw new Error(`${shop.domain} does not sell in ${currency}`);
  return (minor) => convertMinor(minor, shop.currency, currency, rate);
}

function pricedCart(
  lines: readonly CartLine[],
  shippingMinor: Minor,
  convert: (minor: Minor) => Minor,
): PricedCart {
  const shipped = lines.some((line) => line.requiresShipping);
  return {
    lines: lines.map((line) => ({ line, unit: convert(line.unitPriceMinor) })),
    shippingPrice: shipped ? convert(shippingMinor) : 0,
    convert,
  };
}

function priceShipping(
  shop: Shop,
  lines: readonly CartLine[],
  inPresentment: PricedCart,
  discountOf: () => MoneyPair,
): Order['shipping'] {
  if (!lines.some((line) => line.requiresShipping)) return null;
  const price = { shop: shop.shippingMinor, presentment: inPresentment.shippingPrice };
  const discount = discountOf();
  const tax = taxOn(shop, plus(price, times(discount, -1)));
  return { title: 'Standard', price, discount, tax };
}

function applicationOf(shop: Shop, { code, discount }: ChosenCode): DiscountApplication {
  const { value } = discount;
  const base = { type: 'discount_code' as const, code, title: code };
  if (value.kind === 'free_shipping') {
    return {
      ...base,
      valueType: 'percentage',
      value: '100.0',
      targetType: 'shipping_line',
      targetSelection: 'all',
      allocationMethod: 'each',
    };
  }
  if (value.kind === 'percentage') {
    const percent = Math.round(value.fraction * 1_000_000) / 10_000;
    return {
      ...base,
      valueType: 'percentage',
      value: Number.isInteger(percent) ? percent.toFixed(1) : percent.toString(),
      targetType: 'line_item',
      targetSelection: discount.items === null ? 'all' : 'entitled',
      allocationMethod: 'across',
    };
  }
  return {
    ...base,
    valueType: 'fixed_amount',
    // Shopify writes at least one decimal here, also for currencies without any.
    value:
      decimalsOf(shop.currency) === 0
        ? `${value.amountMinor}.0`
        : formatMinor(value.amountMinor, shop.currency),
    targetType: 'line_item',
    targetSelection: discount.items === null ? 'all' : 'entitled',
    allocationMethod: value.onEachItem ? 'each' : 'across',
  };
}
