import { expect, it } from 'vitest';
import { OFFER_KINDS } from '#app/domain/collaboration.ts';
import type { DiscountOffer } from '#app/domain/discount-offer.ts';
import { offerFromColumn, offerToColumn } from '#app/domain/offer-column.ts';
import { offerText } from '#app/domain/offer-text.ts';

const terms = {
  startsAt: new Date('2026-01-01T00:00:00.123Z'),
  endsAt: new Date('2026-02-01T00:00:00Z'),
  usageLimit: 5,
  oncePerCustomer: true,
  combinesWith: { order: true, product: false, shipping: true },
};
const offers: Record<DiscountOffer['kind'], DiscountOffer> = {
  percentage: { kind: 'percentage', percentBp: 1250, ...terms },
  fixed_amount: { kind: 'fixed_amount', amountMinor: 9_007_199_254_740_993n, ...terms },
  free_shipping: { kind: 'free_shipping', ...terms, endsAt: null },
  tracking_only: { kind: 'tracking_only', ...terms, usageLimit: null },
};

it.each(OFFER_KINDS)('an offer comes back from its column as it was: %s', (kind) => {
  const stored = JSON.parse(JSON.stringify(offerToColumn(offers[kind])));
  expect(offerFromColumn(stored)).toEqual(offers[kind]);
});

it.each([null, [], {}, 'x', { kind: 'percentage', percentBp: -1 }])(
  'a column that holds no offer is an alarm: %o',
  (column) => {
    expect(() => offerFromColumn(column)).toThrowError(/stored offer/);
  },
);

it.each([
  ['percentage', 'USD', '12.5% off your order'],
  ['fixed_amount', 'USD', '$90,071,992,547,409.93 off your order'],
  ['fixed_amount', 'JPY', '¥9,007,199,254,740,993 off your order'],
  ['free_shipping', 'USD', 'Free shipping on your order'],
  ['tracking_only', 'USD', null],
] as const)('buyers read of %s in %s: %s', (kind, currency, text) => {
  expect(offerText(offers[kind], currency)).toBe(text);
});
