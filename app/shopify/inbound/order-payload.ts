import { z } from 'zod';
import { normaliseCode } from '#app/domain/code-template.ts';
import type { CodeTelling, LineTelling, OrderTelling } from '#app/domain/order-telling.ts';
import {
  countField,
  flagField,
  idField,
  instantField,
  listOf,
  looseText,
  optionalId,
  optionalInstant,
  optionalText,
  readPayload,
} from './payload-fields.ts';
import {
  amountField,
  type Currencies,
  minorOf,
  moneySetField,
  presentmentMinor,
  shopMinor,
} from './payload-money.ts';
import { refundOf, refundSchema } from './refund-payload.ts';

/** Shopify's own limit for a code. */
const MAX_CODE = 255;

const amount = amountField.nullish();
const currency = z.string().regex(/^[A-Z]{3}$/);

const lineSchema = z.object({
  id: idField,
  product_id: optionalId,
  variant_id: optionalId,
  title: optionalText(1000),
  sku: optionalText(255),
  quantity: countField,
  current_quantity: countField.nullish(),
  price: amount,
  price_set: moneySetField,
  total_discount: amount,
  total_discount_set: moneySetField,
  gift_card: flagField,
  tax_lines: listOf(z.object({ price: amount, price_set: moneySetField })),
  discount_allocations: z.array(z.object({ amount, amount_set: moneySetField })).nullish(),
});

const orderSchema = z.object({
  id: idField,
  name: optionalText(255),
  order_number: optionalId,
  test: flagField,
  created_at: instantField,
  processed_at: optionalInstant,
  updated_at: optionalInstant,
  cancelled_at: optionalInstant,
  cart_token: optionalText(255),
  checkout_token: optionalText(255),
  landing_site: optionalText(8000),
  referring_site: optionalText(8000),
  source_name: optionalText(255),
  currency,
  presentment_currency: currency.nullish(),
  taxes_included: flagField,
  financial_status: optionalText(40),
  email: optionalText(320),
  contact_email: optionalText(320),
  customer: z.object({ id: optionalId, email: optionalText(320) }).nullish(),
  total_price: amount,
  total_price_set: moneySetField,
  total_discounts: amount,
  total_discounts_set: moneySetField,
  total_tax: amount,
  total_tax_set: moneySetField,
  total_tip_received: amount,
  total_shipping_price_set: moneySetField,
  shipping_lines: listOf(z.object({ price: amount, price_set: moneySetField })),
  discount_codes: listOf(z.object({ code: looseText(MAX_CODE), amount, type: optionalText(40) })),
  discount_applications: listOf(
    z.object({
      type: optionalText(40),
      code: optionalText(MAX_CODE),
      target_type: optionalText(40),
      value_type: optionalText(40),
    }),
  ),
  note_attributes: z
    .array(z.object({ name: looseText(255), value: looseText(2000) }))
    .nullish()
    .catch(null),
  line_items: listOf(lineSchema),
  refunds: listOf(refundSchema),
});

type OrderPayload = z.output<typeof orderSchema>;

const MAX_ATTRIBUTES = 100;

/**
 * The body of orders/create, updated, paid and cancelled, in the shape of any API version.
 * @throws AppError invalid_payload, invalid_amount, unknown_currency
 */
export function orderFromPayload(json: unknown): OrderTelling {
  const payload = readPayload('order', orderSchema, json);
  const currencies: Currencies = {
    shop: payload.currency,
    presentment: payload.presentment_currency ?? payload.currency,
  };
  const shop = (set: Parameters<typeof shopMinor>[0], plain: Parameters<typeof shopMinor>[1]) =>
    shopMinor(set, plain, currencies);
  return {
    orderId: payload.id,
    name: payload.name ?? `#${payload.order_number ?? payload.id}`,
    customerId: payload.customer?.id ?? null,
    email: payload.email ?? payload.contact_email ?? payload.customer?.email ?? null,
    test: payload.test,
    sourceName: payload.source_name,
    financialStatus: payload.financial_status,
    createdAt: payload.created_at,
    processedAt: payload.processed_at ?? payload.created_at,
    updatedAt: payload.updated_at ?? payload.created_at,
    cancelledAt: payload.cancelled_at,
    currency: currencies.shop,
    presentmentCurrency: currencies.presentment,
    taxesIncluded: payload.taxes_included,
    totalMinor: shop(payload.total_price_set, payload.total_price),
    presentmentTotalMinor: presentmentMinor(
      payload.total_price_set,
      payload.total_price,
      currencies,
    ),
    discountMinor: shop(payload.total_discounts_set, payload.total_discounts),
    taxMinor: shop(payload.total_tax_set, payload.total_tax),
    shippingMinor: payload.total_shipping_price_set
      ? shop(payload.total_shipping_price_set, null)
      : total(payload.shipping_lines, (line) => shop(line.price_set, line.price)),
    tipMinor: minorOf(payload.total_tip_received, currencies.shop),
    cartToken: payload.cart_token,
    checkoutToken: payload.checkout_token,
    landingSite: payload.landing_site,
    referringSite: payload.referring_site,
    attributes: (payload.note_attributes ?? []).slice(0, MAX_ATTRIBUTES),
    lines: payload.line_items.map((line) => lineOf(line, payload, currencies)),
    codes: codesOf(payload, currencies),
    refunds: payload.refunds.map((refund) => refundOf(refund, currencies.shop)),
  };
}

function lineOf(
  line: OrderPayload['line_items'][number],
  order: OrderPayload,
  currencies: Currencies,
): LineTelling {
  // Versions without allocations state the line's own discount only.
  const discounts = line.discount_allocations ?? [
    { amount: line.total_discount, amount_set: line.total_discount_set },
  ];
  const refunded = order.refunds
    .flatMap((refund) => refund.refund_line_items)
    .filter(({ line_item_id }) => line_item_id === line.id)
    .reduce((units, { quantity }) => units + quantity, 0);
  return {
    lineId: line.id,
    productId: line.product_id,
    variantId: line.variant_id,
    title: line.title ?? '',
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.current_quantity ?? Math.max(0, line.quantity - refunded),
    unitPriceMinor: shopMinor(line.price_set, line.price, currencies),
    discountMinor: total(discounts, (part) => shopMinor(part.amount_set, part.amount, currencies)),
    taxMinor: total(line.tax_lines, (tax) => shopMinor(tax.price_set, tax.price, currencies)),
    presentmentUnitPriceMinor: presentmentMinor(line.price_set, line.price, currencies),
    presentmentDiscountMinor: total(discounts, (part) =>
      presentmentMinor(part.amount_set, part.amount, currencies),
    ),
    presentmentTaxMinor: total(line.tax_lines, (tax) =>
      presentmentMinor(tax.price_set, tax.price, currencies),
    ),
    isGiftCard: line.gift_card,
  };
}

/** The codes as the order lists them, then those that only its discount applications name (shipping codes in some versions). */
function codesOf(payload: OrderPayload, currencies: Currencies): CodeTelling[] {
  const listed = payload.discount_codes
    .filter(({ code }) => code !== '')
    .map(({ code, amount, type }) => ({
      code,
      type: type ?? 'fixed_amount',
      amountMinor: minorOf(amount, currencies.shop),
    }));
  const keys = new Set(listed.map(({ code }) => normaliseCode(code)));
  const applied = payload.discount_applications.flatMap((application) => {
    const { code, type, target_type, value_type } = application;
    if (type !== 'discount_code' || !code || keys.has(normaliseCode(code))) return [];
    keys.add(normaliseCode(code));
    const kind = target_type === 'shipping_line' ? 'shipping' : (value_type ?? 'fixed_amount');
    return [{ code, type: kind, amountMinor: 0n }];
  });
  return [...listed, ...applied];
}

function total<Item>(items: readonly Item[], amountOf: (item: Item) => bigint): bigint {
  return items.reduce((sum, item) => sum + amountOf(item), 0n);
}
