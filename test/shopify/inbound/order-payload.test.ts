import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { netSales } from '#app/domain/net-sales.ts';
import type { OrderTelling } from '#app/domain/order-telling.ts';
import { parseJsonBody } from '#app/shopify/inbound/json-body.ts';
import { orderFromPayload } from '#app/shopify/inbound/order-payload.ts';
import { refundFromPayload, refundOrderFromPayload } from '#app/shopify/inbound/refund-payload.ts';

function fixture(name: string): unknown {
  const file = new URL(`../../fixtures/webhooks/${name}.json`, import.meta.url);
  return parseJsonBody(readFileSync(file));
}

/** The telling as attribution will see it, with the test flag off. */
function netOf({ lines, refunds, ...order }: OrderTelling): bigint {
  return netSales({
    currency: order.currency,
    taxesIncluded: order.taxesIncluded,
    test: false,
    cancelledAt: order.cancelledAt,
    lines: lines.map((line) => ({
      ...line,
      lineId: String(line.lineId),
      productId: null,
      variantId: null,
    })),
    refunds: refunds.map((refund) => ({
      refundId: String(refund.refundId),
      lines: refund.lines.map((line) => ({ ...line, lineId: String(line.lineId) })),
      adjustments: refund.adjustments.map(({ kind, amountMinor }) => ({
        kind: kind === 'shipping_refund' ? 'shipping_refund' : 'refund_discrepancy',
        amountMinor,
      })),
    })),
  }).netMinor;
}

describe('an order body', () => {
  it('of the present version becomes exact facts in both currencies', () => {
    const order = orderFromPayload(fixture('order-2026-10'));
    expect(order).toMatchObject({
      orderId: 820982911946154508n,
      name: '#9999',
      customerId: 115310627314723954n,
      email: 'jon@example.com',
      test: true,
      sourceName: 'web',
      financialStatus: 'paid',
      createdAt: new Date('2026-10-31T20:01:38Z'),
      processedAt: new Date('2026-10-31T20:01:37Z'),
      updatedAt: new Date('2026-10-31T20:01:39Z'),
      cancelledAt: null,
      currency: 'USD',
      presentmentCurrency: 'EUR',
      taxesIncluded: false,
      totalMinor: 55081n,
      discountMinor: 11940n,
      taxMinor: 3821n,
      shippingMinor: 1000n,
      tipMinor: 300n,
      cartToken: '68778783ad298f1c80c3bafcddeea02f',
      checkoutToken: 'bd5a8aa1ecd019dd3520ff791ee3a24c',
      landingSite: '/pages/jane?utm_source=jane-doe&utm_medium=influencer&trb=k7Qz',
      referringSite: 'https://www.instagram.com/',
      attributes: [{ name: 'gift', value: 'yes' }],
      codes: [
        { code: 'JANE20', type: 'percentage', amountMinor: 11940n },
        { code: 'FREESHIP', type: 'shipping', amountMinor: 0n },
      ],
      refunds: [],
    });
    expect(order.lines).toHaveLength(3);
    expect(order.lines[1]).toEqual({
      lineId: 141249953214522974n,
      productId: 632910392n,
      variantId: 808950810n,
      title: 'IPod Nano - 8GB',
      sku: 'IPOD2008PINK',
      quantity: 2,
      currentQuantity: 2,
      unitPriceMinor: 19900n,
      discountMinor: 7960n,
      taxMinor: 2547n,
      presentmentUnitPriceMinor: 9950n,
      presentmentDiscountMinor: 3980n,
      presentmentTaxMinor: 1273n,
      isGiftCard: false,
    });
    expect(order.lines[2]).toMatchObject({ productId: null, sku: null, isGiftCard: true });
    expect(netOf(order)).toBe(59700n - 11940n);
  });

  it('of an older version becomes the same kind of facts', () => {
    const order = orderFromPayload(fixture('order-legacy'));
    expect(order).toMatchObject({
      orderId: 450789469n,
      customerId: null,
      checkoutToken: null,
      presentmentCurrency: 'USD',
      processedAt: new Date('2026-10-31T20:01:38Z'),
      presentmentTotalMinor: 55081n,
      shippingMinor: 1000n,
      tipMinor: 300n,
      attributes: [],
      codes: [{ code: 'JANE20' }],
    });
    expect(order.lines.map(({ discountMinor }) => discountMinor)).toEqual([3980n, 7960n, 0n]);
    expect(order.lines.map(({ currentQuantity }) => currentQuantity)).toEqual([1, 1, 1]);
    expect(order.refunds).toMatchObject([{ paidBackMinor: 16694n, adjustments: [{}, {}] }]);
    expect(netOf(order)).toBe(59700n - 11940n - 15920n - 500n);
  });

  it('without protected customer data lacks only the person', () => {
    const { email, orderId, ...order } = orderFromPayload(fixture('order-redacted'));
    const { email: _, orderId: __, ...whole } = orderFromPayload(fixture('order-2026-10'));
    expect(email).toBeNull();
    expect(order).toEqual(whole);
  });

  it.each([
    ['no id', { id: null }, /id/],
    ['an id that is none', { id: 1.5 }, /id/],
    ['an instant that is none', { created_at: 'soon' }, /created_at/],
    ['a year nobody will see', { created_at: '+275760-01-01T00:00:00Z' }, /created_at/],
    ['no currency', { currency: undefined }, /currency/],
    [
      'an amount in another currency',
      { total_price_set: { shop_money: { amount: '1', currency_code: 'CHF' } } },
      /CHF/,
    ],
    ['lines that are no list', { line_items: 'none' }, /line_items/],
    [
      'a count beyond all measure',
      { line_items: [{ id: 1, quantity: 1e12 }] },
      /line_items\.0\.quantity/,
    ],
    ['an amount beyond all measure', { total_price: '9'.repeat(30) }, /larger/],
    ['a list', [], /order/],
  ])('with %s is refused by a sentence that says so', (_name, change, said) => {
    const whole = fixture('order-2026-10') as Record<string, unknown>;
    const body = Array.isArray(change) ? change : { ...whole, total_price_set: null, ...change };
    expect(() => orderFromPayload(body)).toThrow(said);
  });

  it('may carry its ids as text', () => {
    const whole = fixture('order-2026-10') as Record<string, unknown>;
    expect(orderFromPayload({ ...whole, id: '820982911946154508' }).orderId).toBe(
      820982911946154508n,
    );
  });
});

describe('a refund body', () => {
  it('becomes facts in the currency of the shop', () => {
    const json = fixture('refund-2026-10');
    expect(refundOrderFromPayload(json)).toBe(820982911946154508n);
    expect(refundFromPayload(json, 'JPY')).toEqual({
      refundId: 890088186047892319n,
      createdAt: new Date('2026-11-02T20:01:39Z'),
      processedAt: new Date('2026-11-02T20:01:39Z'),
      currency: 'USD',
      paidBackMinor: 16694n,
      lines: [
        {
          refundLineId: 487817672276298627n,
          lineId: 141249953214522974n,
          quantity: 1,
          restockType: 'no_restock',
          subtotalMinor: 15920n,
          taxMinor: 1274n,
        },
      ],
      adjustments: [
        { adjustmentId: 925939498n, kind: 'refund_discrepancy', amountMinor: -500n, taxMinor: 0n },
        { adjustmentId: 925939499n, kind: 'shipping_refund', amountMinor: -1000n, taxMinor: -80n },
      ],
    });
  });

  it('takes numbers for amounts where there are no sets', () => {
    const refund = refundFromPayload(
      {
        id: 1,
        order_id: 2,
        created_at: '2026-11-02T00:00:00Z',
        refund_line_items: [{ id: 3, line_item_id: 4, quantity: 1, subtotal: 19.9, total_tax: 0 }],
      },
      'KWD',
    );
    expect(refund.lines[0]?.subtotalMinor).toBe(19900n);
    expect(refund.adjustments).toEqual([]);
  });
});
