import { describe, expect, it } from 'vitest';
import { cancelOrder } from '../../orders/cancel-order.ts';
import { editOrder } from '../../orders/edit-order.ts';
import { type NewOrder, placeOrder } from '../../orders/place-order.ts';
import { refundOrder } from '../../orders/refund-order.ts';
import { addDiscount, shopWith } from '../../orders/test-shop.ts';
import type { ShopMessage } from '../messages.ts';

type Json = Record<string, unknown>;

const AT = Date.UTC(2026, 6, 1, 12, 30, 15, 250);

function sold(more: Partial<NewOrder> = {}) {
  const setup = shopWith([1000, 2000], { rates: new Map([['EUR', '0.9']]) });
  addDiscount(setup.world, setup.shop, 'JANE15', { value: { kind: 'percentage', fraction: 0.15 } });
  const placed = placeOrder(setup.world, setup.shop, {
    lines: [
      { variantId: setup.variants[0] ?? 0n, quantity: 3 },
      { variantId: setup.variants[1] ?? 0n, quantity: 1 },
    ],
    codes: ['jane15'],
    email: 'buyer@example.com',
    firstName: 'Bea',
    lastName: 'Buyer',
    at: AT,
    currency: 'EUR',
    landingSite: '/products/a?utm_source=jane&ref=abc',
    referringSite: 'https://www.instagram.com/',
    browserIp: '203.0.113.7',
    userAgent: 'Agent',
    attributes: [{ name: 'k', value: 'v' }],
    ...more,
  });
  return { ...setup, ...placed };
}

function bodyOf(messages: readonly ShopMessage[], topic: string): Json {
  const message = messages.find((candidate) => candidate.topic === topic);
  if (!message) throw new Error(`no ${topic}`);
  return JSON.parse(message.body) as Json;
}

const set = (shop: string, presentment: string) => ({
  shop_money: { amount: shop, currency_code: 'USD' },
  presentment_money: { amount: presentment, currency_code: 'EUR' },
});

describe('orders/create', () => {
  it("has Shopify's fields in Shopify's order", () => {
    const body = bodyOf(sold().messages, 'orders/create');
    const fields = Object.keys(body);
    const documented =
      'id admin_graphql_api_id app_id name number order_number token cart_token checkout_token confirmation_number confirmed test created_at processed_at updated_at closed_at cancelled_at cancel_reason browser_ip client_details landing_site landing_site_ref referring_site source_name source_identifier source_url reference currency presentment_currency customer_locale taxes_included tax_exempt duties_included estimated_taxes financial_status fulfillment_status payment_gateway_names discount_codes discount_applications note note_attributes tags subtotal_price total_price total_tax total_discounts total_line_items_price total_tip_received total_outstanding total_shipping_price_set current_subtotal_price current_total_price current_total_discounts current_total_tax current_shipping_price_set current_total_duties_set email contact_email phone buyer_accepts_marketing order_status_url user_id location_id device_id po_number customer billing_address shipping_address line_items shipping_lines tax_lines fulfillments refunds returns payment_terms line_item_groups'.split(
        ' ',
      );
    expect(fields.filter((field) => documented.includes(field))).toEqual(documented);
    expect(fields).not.toContain('checkout_id');
    const [line] = body.line_items as Json[];
    expect(Object.keys(line ?? {})).toEqual(
      expect.arrayContaining(
        'id admin_graphql_api_id product_id variant_id title variant_title sku vendor quantity current_quantity fulfillable_quantity price price_set total_discount total_discount_set gift_card taxable requires_shipping properties tax_lines discount_allocations duties'.split(
          ' ',
        ),
      ),
    );
  });

  it('writes ids as integers that doubles cannot hold, money as strings and times in shop time', () => {
    const { order, messages } = sold();
    const text = messages[0]?.body ?? '';
    expect(
      text.startsWith(`{"id":${order.id},"admin_graphql_api_id":"gid://shopify/Order/${order.id}"`),
    ).toBe(true);
    expect(order.id).toBeGreaterThan(2n ** 53n);
    expect(text).toContain(`"product_id":${order.lines[0]?.productId},`);
    expect(bodyOf(messages, 'orders/create')).toMatchObject({
      created_at: '2026-07-01T08:30:15-04:00',
      number: 1,
      order_number: 1001,
      landing_site_ref: 'abc',
      financial_status: 'paid',
      discount_codes: [{ code: 'JANE15', amount: '7.50', type: 'percentage' }],
      discount_applications: [
        {
          type: 'discount_code',
          code: 'JANE15',
          value: '15.0',
          value_type: 'percentage',
          target_selection: 'all',
        },
      ],
      subtotal_price: '42.50',
      subtotal_price_set: set('42.50', '38.25'),
      total_tax: '3.80',
      total_price: '51.30',
      total_outstanding: '0.00',
      current_total_price_set: set('51.30', '46.17'),
      line_items: [
        {
          price: '10.00',
          total_discount: '0.00',
          discount_allocations: [
            { amount: '4.50', amount_set: set('4.50', '4.05'), discount_application_index: 0 },
          ],
          tax_lines: [{ rate: 0.08, price: '2.04' }],
        },
        { discount_allocations: [{ amount: '3.00' }] },
      ],
      customer: { email: 'buyer@example.com', state: 'disabled' },
    });
  });

  it('has nulls where there is nothing', () => {
    const { messages } = sold({
      email: null,
      sourceName: 'pos',
      landingSite: null,
      browserIp: null,
      userAgent: null,
    });
    expect(bodyOf(messages, 'orders/create')).toMatchObject({
      customer: null,
      email: null,
      checkout_token: null,
      landing_site: null,
      landing_site_ref: null,
      client_details: null,
      shipping_address: null,
      current_total_duties_set: null,
    });
  });
});

describe('after the sale', () => {
  it('refunds/create and the current sums of orders/updated', () => {
    const { world, shop, order } = sold();
    const line = order.lines[0];
    const messages = refundOrder(world, shop, order, {
      lines: [{ lineId: line?.id ?? 0n, quantity: 1, restock: 'return' }],
      shipping: 'full',
      amountMinor: 1500,
    });
    const refundText = messages[0]?.body ?? '';
    expect(refundText).toContain('"subtotal":8.50,"total_tax":0.68,');
    expect(JSON.parse(refundText)).toMatchObject({
      restock: true,
      return: null,
      refund_line_items: [
        { quantity: 1, restock_type: 'return', subtotal_set: set('8.50', '7.65') },
      ],
      order_adjustments: [{ kind: 'refund_discrepancy', amount: '-0.42', tax_amount: '0.00' }],
      transactions: [{ kind: 'refund', status: 'success', currency: 'EUR' }],
      refund_shipping_lines: [{ subtotal_amount_set: set('5.00', '4.50') }],
    });
    expect(bodyOf(messages, 'orders/updated')).toMatchObject({
      financial_status: 'partially_refunded',
      subtotal_price: '42.50',
      current_subtotal_price: '34.00',
      current_total_tax: '2.72',
      current_shipping_price_set: set('0.00', '0.00'),
      current_total_price: '36.30',
      line_items: [{ quantity: 3, current_quantity: 2 }, {}],
      refunds: [{ refund_line_items: [{ quantity: 1 }] }],
    });
  });

  it('orders/edited names lines and changes, not the order', () => {
    const { world, shop, order, variants } = sold();
    const line = order.lines[0];
    const messages = editOrder(world, shop, order, {
      add: [{ variantId: variants[1] ?? 0n, quantity: 2 }],
      setQuantity: [{ lineId: line?.id ?? 0n, quantity: 1 }],
    });
    expect(messages[0]?.body).toContain(
      `"order_id":${order.id},"staff_note":"","user_id":null,"line_items":{"additions":[{"id":${order.lines[2]?.id},"delta":2}],"removals":[{"id":${line?.id},"delta":2}]}`,
    );
  });

  it('orders/cancelled', () => {
    const { world, shop, order } = sold();
    const messages = cancelOrder(world, shop, order, { reason: 'fraud' });
    expect(bodyOf(messages, 'orders/cancelled')).toMatchObject({
      cancel_reason: 'fraud',
      financial_status: 'refunded',
      current_total_price: '0.00',
    });
  });
});

describe('other shapes', () => {
  it('legacy: no sets, no customer, a checkout_id, odd properties, shipping as an adjustment', () => {
    const { world, shop, order } = sold();
    shop.webhookBodies = 'legacy';
    const messages = refundOrder(world, shop, order, { shipping: 'full' });
    const text = messages.map(({ body }) => body).join('\n');
    expect(text).not.toContain('_set"');
    expect(text).not.toContain('"customer":');
    expect(bodyOf(messages, 'refunds/create')).toMatchObject({
      order_adjustments: [{ kind: 'shipping_refund', amount: '-5.00', tax_amount: '-0.40' }],
      refund_shipping_lines: [],
    });
    const body = bodyOf(messages, 'orders/updated');
    expect(Object.keys(body)).toContain('checkout_id');
    const [line] = body.line_items as Json[];
    expect(line?.properties).toEqual([
      { name: null, value: 'no name' },
      { name: '_bundle', value: { id: 7, parts: ['a', 'b'] } },
      { name: 'Engraving length', value: 42 },
    ]);
  });

  it('redacted: nobody can be recognised, everything else stays', () => {
    const { world, shop, order } = sold({
      address: {
        firstName: 'Bea',
        lastName: 'Buyer',
        address1: '1 Road',
        city: 'Town',
        zip: '1',
        countryCode: 'DE',
        phone: '+49',
      },
    });
    shop.webhookBodies = 'redacted';
    const messages = refundOrder(world, shop, order, { amountMinor: 100 });
    const text = messages[1]?.body ?? '';
    for (const secret of ['buyer@example.com', 'Bea', 'Buyer', '1 Road', '+49', '203.0.113.7']) {
      expect(text).not.toContain(secret);
    }
    expect(text.startsWith(`{"id":${order.id},`)).toBe(true);
    expect(bodyOf(messages, 'orders/updated')).toMatchObject({
      name: '#1001',
      email: null,
      customer: { email: null, first_name: null },
      shipping_address: { name: null, country_code: 'DE' },
      line_items: [{ name: 'Product 1' }, {}],
    });
  });
});
