import { randomBytes } from 'node:crypto';
import type {
  Minor,
  MoneyPair,
  Order,
  OrderLine,
  Product,
  Shop,
  Variant,
  Visit,
  World,
} from '../state/world.ts';
import { orderMessage, type ShopMessage } from '../webhooks/messages.ts';
import type { RefusedCode } from './choose-codes.ts';
import { type Buyer, rememberCustomer } from './customers.ts';
import { findCode } from './discount-eligibility.ts';
import { NOTHING, plus } from './money.ts';
import { orderTotals } from './order-totals.ts';
import { type CartLine, converter, priceCart } from './pricing.ts';
import { StandinRefusal } from './refusal.ts';

/** Shopify attributes an order to its visits a moment after it was placed. */
const JOURNEY_DELAY_MS = 8_000;

export type NewOrder = {
  lines: readonly {
    variantId: bigint;
    quantity: number;
    properties?: { name: string; value: string }[] | undefined;
    /** Instead of the variant's price, in shop minor units (a gift card of any amount). */
    priceMinor?: Minor | undefined;
  }[];
  codes?: readonly string[] | undefined;
  /** Epoch milliseconds; default: the world's now. */
  at?: number | undefined;
  /** Presentment currency; default: the shop's. */
  currency?: string | undefined;
  landingSite?: string | null | undefined;
  referringSite?: string | null | undefined;
  visits?: readonly Omit<Visit, 'id'>[] | undefined;
  /** Milliseconds until customerJourneySummary is ready. */
  journeyDelayMs?: number | undefined;
  attributes?: { name: string; value: string }[] | undefined;
  note?: string | null | undefined;
  sourceName?: string | undefined;
  browserIp?: string | null | undefined;
  userAgent?: string | null | undefined;
  cartToken?: string | null | undefined;
  checkoutToken?: string | null | undefined;
  /** In presentment minor units, as the customer typed it. */
  tipMinor?: Minor | undefined;
  test?: boolean | undefined;
  /** Default true; false leaves the order pending. */
  paid?: boolean | undefined;
  email?: string | null | undefined;
} & Omit<Buyer, 'email'>;

export type PlacedOrder = { order: Order; messages: ShopMessage[]; refused: RefusedCode[] };

/**
 * Turns a cart into an order of the shop: prices it, counts the codes used, remembers the customer.
 * Returns the webhooks Shopify would send; sending them is the caller's business, so that a seed can
 * place thousands of orders in silence. Throws StandinRefusal for an empty cart or unknown variant.
 */
export function placeOrder(world: World, shop: Shop, wanted: NewOrder): PlacedOrder {
  const at = wanted.at ?? world.clock.now();
  const cart = wanted.lines.map((line) => cartLine(shop, line));
  if (cart.length === 0) throw new StandinRefusal('an order needs at least one line');
  const currency = wanted.currency ?? shop.currency;
  if (currency !== shop.currency && !shop.rates.has(currency)) {
    throw new StandinRefusal(`${shop.domain} does not sell in ${currency}`);
  }
  const email = wanted.email?.trim() || null;
  const pricing = priceCart(shop, {
    lines: cart.map(({ line }) => line),
    codes: wanted.codes ?? [],
    email,
    at,
    presentmentCurrency: currency,
  });
  const customer = rememberCustomer(world, shop, { ...wanted, email }, at);
  const number = shop.nextOrderNumber;
  shop.nextOrderNumber += 1;
  const web = (wanted.sourceName ?? 'web') === 'web';
  const order: Order = {
    id: world.nextId(),
    number,
    name: `#${number}`,
    test: wanted.test ?? false,
    sourceName: wanted.sourceName ?? 'web',
    createdAt: at,
    processedAt: at,
    updatedAt: at,
    cancelledAt: null,
    cancelReason: null,
    edited: false,
    financialStatus: 'pending',
    currency: shop.currency,
    presentmentCurrency: currency,
    taxesIncluded: shop.taxesIncluded,
    customerId: customer?.id ?? null,
    email,
    cartToken: wanted.cartToken ?? (web ? token() : null),
    checkoutToken: wanted.checkoutToken ?? (web ? token() : null),
    landingSite: wanted.landingSite ?? null,
    referringSite: wanted.referringSite ?? null,
    browserIp: wanted.browserIp ?? null,
    userAgent: wanted.userAgent ?? null,
    attributes: wanted.attributes ?? [],
    discountCodes: pricing.discountCodes,
    applications: pricing.applications,
    lines: cart.map(({ line, product, variant, properties }, place): OrderLine => {
      const priced = pricing.lines[place];
      if (!priced) throw new Error('a cart line was not priced');
      return {
        id: world.nextId(),
        productId: product.id,
        variantId: variant.id,
        title: product.title,
        variantTitle: variant.title === 'Default Title' ? null : variant.title,
        sku: variant.sku,
        quantity: line.quantity,
        currentQuantity: line.quantity,
        isGiftCard: line.isGiftCard,
        taxable: line.taxable,
        requiresShipping: line.requiresShipping,
        properties,
        ...priced,
      };
    }),
    shipping: pricing.shipping,
    shippingAddress: pricing.shipping ? (wanted.address ?? null) : null,
    tip: tipPair(shop, currency, wanted.tipMinor ?? 0),
    note: wanted.note ?? null,
    originalTotal: NOTHING,
    payments: [],
    refunds: [],
    visits: (wanted.visits ?? []).map((visit) => ({ ...visit, id: world.nextId() })),
    journeyReadyAt: at + (wanted.journeyDelayMs ?? JOURNEY_DELAY_MS),
  };
  order.originalTotal = orderTotals(order).total;
  const paid = wanted.paid ?? true;
  if (paid && order.originalTotal.shop > 0) receive(world, order, order.originalTotal, at);
  if (paid) order.financialStatus = 'paid';
  for (const { code } of order.discountCodes) {
    const entry = findCode(shop, code)?.discount.codes.find((known) => known.code === code);
    if (entry) entry.usage += 1;
  }
  shop.orders.set(order.id, order);
  const topics = paid ? ['orders/create', 'orders/paid', 'orders/updated'] : ['orders/create'];
  return {
    order,
    refused: pricing.refused,
    messages: topics.map((topic) => orderMessage(world, shop, order, topic)),
  };
}

/** Books a payment; the status is the caller's to set. */
export function receive(world: World, order: Order, amount: MoneyPair, at: number): void {
  const gateway = order.test ? 'bogus' : 'shopify_payments';
  order.payments.push({ id: world.nextId(), at, amount, gateway });
}

/** The variant with its product. Throws StandinRefusal when the shop has none of that id. */
export function findVariant(shop: Shop, variantId: bigint): { product: Product; variant: Variant } {
  for (const product of shop.products.values()) {
    const variant = product.variants.find((candidate) => candidate.id === variantId);
    if (variant) return { product, variant };
  }
  throw new StandinRefusal(`${shop.domain} has no variant ${variantId}`);
}

/** A line of a cart as pricing wants it, with the product it stands for. */
export function cartLine(shop: Shop, wanted: NewOrder['lines'][number]) {
  const { product, variant } = findVariant(shop, wanted.variantId);
  if (!Number.isSafeInteger(wanted.quantity) || wanted.quantity < 1) {
    throw new StandinRefusal('a line needs a whole quantity of at least 1');
  }
  const line: CartLine = {
    productId: product.id,
    quantity: wanted.quantity,
    unitPriceMinor: wanted.priceMinor ?? variant.priceMinor,
    taxable: variant.taxable,
    isGiftCard: variant.isGiftCard,
    requiresShipping: variant.requiresShipping,
  };
  return { line, product, variant, properties: wanted.properties ?? [] };
}

/** Random token in the form of Shopify's: 32 hex digits. */
export function token(): string {
  return randomBytes(16).toString('hex');
}

/** The tip is typed in presentment money; its shop value is what converts back to it most closely. */
function tipPair(shop: Shop, currency: string, presentment: Minor): MoneyPair {
  if (currency === shop.currency) return { shop: presentment, presentment };
  const perUnit = converter(shop, currency)(1_000_000);
  return plus({ shop: Math.round((presentment * 1_000_000) / perUnit), presentment });
}
