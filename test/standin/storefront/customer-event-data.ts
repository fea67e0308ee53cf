import type {
  CartLine,
  MoneyV2,
  Checkout as PixelCheckout,
  ProductVariant,
} from '@shopify/web-pixels-extension';
import { formatMinor } from '../orders/money.ts';
import { lineNet } from '../orders/pricing.ts';
import type { Minor, Product, Shop, Variant } from '../state/world.ts';
import type { CartItem, Checkout } from './browser-state.ts';
import { cartEntries, priceOf } from './cart.ts';

/** The `data` of Shopify's customer events, in the types that its web pixels package publishes. */

export function productData(
  shop: Shop,
  product: Product,
): { productVariant: ProductVariant | null } {
  const [variant] = product.variants;
  return { productVariant: variant ? variantData(shop, product, variant) : null };
}

/** null: the variant is no longer sold. */
export function addToCartData(
  shop: Shop,
  item: CartItem,
  added: number,
): { cartLine: CartLine } | null {
  for (const product of shop.products.values()) {
    const variant = product.variants.find(({ id }) => id === item.variantId);
    if (!variant) continue;
    return {
      cartLine: {
        merchandise: variantData(shop, product, variant),
        quantity: added,
        cost: { totalAmount: money(variant.priceMinor * added, shop.currency) },
      },
    };
  }
  return null;
}

/** As checkout_started tells it; once it has become an order, as checkout_completed does. */
export function checkoutData(
  shop: Shop,
  open: Checkout,
  email: string | null,
  at: number,
): { checkout: PixelCheckout } {
  const { currency, order } = open;
  const pricing = priceOf(shop, open.cart, { codes: open.codes, email, at, currency });
  const amount = ({ presentment }: { presentment: Minor }) => money(presentment, currency);
  const codes = order?.discountCodes ?? pricing.discountCodes;
  return {
    checkout: {
      token: open.token,
      currencyCode: currency,
      email,
      phone: null,
      buyerAcceptsEmailMarketing: false,
      buyerAcceptsSmsMarketing: false,
      smsMarketingPhone: null,
      billingAddress: null,
      shippingAddress: null,
      shippingLine: null,
      delivery: null,
      localization: {
        country: { isoCode: 'US' },
        language: { isoCode: 'en' },
        market: { handle: 'us', id: 'gid://shopify/Market/1' },
      },
      attributes: [...open.cart.attributes].map(([key, value]) => ({ key, value })),
      discountApplications: codes.map((code) => ({
        type: 'DISCOUNT_CODE',
        title: code.code,
        allocationMethod: 'ACROSS',
        targetSelection: 'ALL',
        targetType: 'LINE_ITEM',
        value: amount(code.amount),
      })),
      discountsAmount: money(
        codes.reduce((sum, code) => sum + code.amount.presentment, 0),
        currency,
      ),
      lineItems: cartEntries(shop, open.cart).map(({ item, line, product, variant }, place) => {
        const priced = pricing.lines[place];
        const net = priced ? lineNet({ ...priced, quantity: line.quantity }).presentment : 0;
        return {
          id: item.key,
          title: product.title,
          quantity: line.quantity,
          variant: variantData(shop, product, variant),
          discountAllocations: [],
          finalLinePrice: money(net, currency),
          properties: item.properties.map(({ name, value }) => ({ key: name, value })),
          sellingPlanAllocation: null,
        };
      }),
      order: order
        ? {
            id: order.id.toString(),
            customer: { id: order.customerId?.toString() ?? null, isFirstOrder: null },
          }
        : null,
      subtotalPrice: amount(pricing.subtotal),
      totalPrice: amount(pricing.total),
      totalTax: amount(pricing.tax),
      transactions: [],
    },
  };
}

function variantData(shop: Shop, product: Product, variant: Variant): ProductVariant {
  return {
    id: variant.id.toString(),
    title: variant.title,
    untranslatedTitle: variant.title,
    sku: variant.sku,
    image: { src: product.imageUrl },
    price: money(variant.priceMinor, shop.currency),
    product: {
      id: product.id.toString(),
      title: product.title,
      untranslatedTitle: product.title,
      type: product.productType,
      vendor: product.vendor,
      url: `/products/${product.handle}`,
    },
  };
}

/** Pixels get money as a number of whole units. */
function money(minor: Minor, currencyCode: string): MoneyV2 {
  return { amount: Number(formatMinor(minor, currencyCode)), currencyCode };
}
