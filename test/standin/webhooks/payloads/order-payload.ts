import { createHash } from 'node:crypto';
import { orderTotals } from '../../orders/order-totals.ts';
import type { DiscountApplication, Order, Shop } from '../../state/world.ts';
import { gid } from '../../state/world.ts';
import { lineItemPayload } from './line-item-payload.ts';
import {
  addressPayload,
  customerPayload,
  money,
  moneySet,
  shopTime,
  shopTimeOrNull,
  taxLines,
} from './payload-parts.ts';
import { refundPayload } from './refund-payload.ts';
import { shippingLinePayload } from './shipping-line-payload.ts';

/** Shopify's own ids of its sales channels. */
const CHANNEL_APP_IDS: Record<string, number> = { web: 580111, pos: 129785 };

/** The body of orders/create, orders/updated, orders/paid and orders/cancelled, in Shopify's field order. */
export function orderPayload(
  shop: Shop,
  order: Order,
  options: { shippingAsAdjustment: boolean } = { shippingAsAdjustment: false },
) {
  const totals = orderTotals(order);
  const customer = order.customerId === null ? null : shop.customers.get(order.customerId);
  const digest = createHash('sha256').update(`order ${order.id}`).digest('hex');
  const token = digest.slice(0, 32);
  const shippingLine = shippingLinePayload(shop, order);
  const address = addressPayload(order.shippingAddress);
  return {
    id: order.id,
    admin_graphql_api_id: gid('Order', order.id),
    app_id: CHANNEL_APP_IDS[order.sourceName] ?? null,
    name: order.name,
    number: order.number - 1000,
    order_number: order.number,
    token,
    cart_token: order.cartToken,
    checkout_token: order.checkoutToken,
    confirmation_number: digest.slice(32, 41).toUpperCase(),
    confirmed: true,
    test: order.test,
    created_at: shopTime(shop, order.createdAt),
    processed_at: shopTime(shop, order.processedAt),
    updated_at: shopTime(shop, order.updatedAt),
    closed_at: shopTimeOrNull(shop, order.cancelledAt),
    cancelled_at: shopTimeOrNull(shop, order.cancelledAt),
    cancel_reason: order.cancelReason,
    browser_ip: order.browserIp,
    client_details: clientDetails(order),
    landing_site: order.landingSite,
    landing_site_ref: landingSiteRef(order.landingSite),
    referring_site: order.referringSite,
    source_name: order.sourceName,
    source_identifier: null,
    source_url: null,
    reference: null,
    currency: order.currency,
    presentment_currency: order.presentmentCurrency,
    customer_locale: 'en',
    taxes_included: order.taxesIncluded,
    tax_exempt: false,
    duties_included: false,
    estimated_taxes: false,
    financial_status: order.financialStatus,
    fulfillment_status: null,
    payment_gateway_names: [...new Set(order.payments.map(({ gateway }) => gateway))],
    discount_codes: order.discountCodes.map(({ code, amount, type }) => ({
      code,
      amount: money(order, amount),
      type,
    })),
    discount_applications: order.applications.map(applicationPayload),
    note: order.note,
    note_attributes: order.attributes.map(({ name, value }) => ({ name, value })),
    tags: '',
    subtotal_price: money(order, totals.subtotal),
    subtotal_price_set: moneySet(order, totals.subtotal),
    total_price: money(order, totals.total),
    total_price_set: moneySet(order, totals.total),
    total_tax: money(order, totals.tax),
    total_tax_set: moneySet(order, totals.tax),
    total_discounts: money(order, totals.discounts),
    total_discounts_set: moneySet(order, totals.discounts),
    total_line_items_price: money(order, totals.lineItems),
    total_line_items_price_set: moneySet(order, totals.lineItems),
    total_tip_received: money(order, totals.tip),
    total_outstanding: money(order, totals.outstanding),
    total_shipping_price_set: moneySet(order, totals.shipping),
    current_subtotal_price: money(order, totals.currentSubtotal),
    current_subtotal_price_set: moneySet(order, totals.currentSubtotal),
    current_total_price: money(order, totals.currentTotal),
    current_total_price_set: moneySet(order, totals.currentTotal),
    current_total_discounts: money(order, totals.currentDiscounts),
    current_total_discounts_set: moneySet(order, totals.currentDiscounts),
    current_total_tax: money(order, totals.currentTax),
    current_total_tax_set: moneySet(order, totals.currentTax),
    current_shipping_price_set: moneySet(order, totals.currentShipping),
    current_total_duties_set: null,
    email: order.email,
    contact_email: order.email,
    phone: null,
    buyer_accepts_marketing: customer?.acceptsMarketing ?? false,
    order_status_url: `https://${shop.domain}/${shop.id}/orders/${token}/authenticate?key=${digest.slice(41, 57)}`,
    user_id: null,
    location_id: null,
    device_id: null,
    po_number: null,
    customer: customer ? customerPayload(shop, customer) : null,
    billing_address: address,
    shipping_address: address,
    line_items: order.lines.map((line) => lineItemPayload(shop, order, line)),
    shipping_lines: shippingLine === null ? [] : [shippingLine],
    tax_lines: taxLines(shop, order, totals.tax),
    fulfillments: [],
    refunds: order.refunds.map((refund) => refundPayload(shop, order, refund, options)),
    returns: [],
    payment_terms: null,
    line_item_groups: [],
  };
}

function applicationPayload(application: DiscountApplication) {
  return {
    type: application.type,
    ...(application.code === null ? { title: application.title } : { code: application.code }),
    value: application.value,
    value_type: application.valueType,
    target_type: application.targetType,
    target_selection: application.targetSelection ?? 'all',
    allocation_method: application.allocationMethod,
  };
}

function clientDetails(order: Order) {
  if (order.browserIp === null && order.userAgent === null) return null;
  return {
    accept_language: 'en',
    browser_height: null,
    browser_width: null,
    browser_ip: order.browserIp,
    session_hash: null,
    user_agent: order.userAgent,
  };
}

/** The referral code in the landing page's address: ref, source or r. */
function landingSiteRef(landingSite: string | null): string | null {
  if (landingSite === null) return null;
  const { searchParams } = new URL(landingSite, 'https://shop.invalid');
  return searchParams.get('ref') ?? searchParams.get('source') ?? searchParams.get('r');
}
