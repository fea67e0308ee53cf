import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discountOfferSchema } from '#app/domain/discount-offer.ts';
import { isLandingHandle, landingHandleFor } from '#app/domain/landing-handle.ts';
import { landingPageSchema } from '#app/domain/landing-page.ts';

const startsAt = new Date('2026-06-01T00:00:00Z');
const defaults = {
  endsAt: null,
  usageLimit: null,
  oncePerCustomer: false,
  combinesWith: { order: false, product: false, shipping: false },
};

describe('discountOfferSchema', () => {
  it.each([
    { kind: 'percentage', percentBp: 1500 },
    { kind: 'fixed_amount', amountMinor: 1000n },
    { kind: 'free_shipping' },
    { kind: 'tracking_only' },
  ])('takes $kind', (offer) => {
    expect(discountOfferSchema.parse({ ...offer, startsAt })).toEqual({
      ...offer,
      startsAt,
      ...defaults,
    });
  });

  it.each([
    [{ kind: 'bogof' }, 'Choose an offer'],
    [{ kind: 'percentage' }, 'Enter a percentage'],
    [{ kind: 'percentage', percentBp: 0 }, 'tracking only'],
    [{ kind: 'percentage', percentBp: 10_001 }, 'at most 100'],
    [{ kind: 'percentage', percentBp: 12.5 }, 'Enter a percentage'],
    [{ kind: 'fixed_amount', amountMinor: 0n }, 'above zero'],
    [{ kind: 'free_shipping', startsAt: 'soon' }, 'starts'],
    [{ kind: 'free_shipping', endsAt: startsAt }, 'cannot end before it starts'],
    [{ kind: 'free_shipping', usageLimit: 0 }, 'at least 1'],
  ])('refuses %o', (over, message) => {
    const parsed = discountOfferSchema.safeParse({ startsAt, ...over });
    expect(parsed.error?.issues[0]?.message).toContain(message);
  });
});

describe('landing pages', () => {
  it('takes a handle, a welcome and products', () => {
    const page = {
      handle: 'jane-doe',
      welcomeText: 'Hi!\n\n<b>Welcome</b>',
      productIds: ['gid://shopify/Product/1'],
    };
    expect(landingPageSchema.parse(page)).toEqual(page);
    const products = Array.from({ length: 13 }, () => 'gid://shopify/Product/1');
    expect(landingPageSchema.safeParse({ ...page, productIds: products }).success).toBe(false);
    expect(landingPageSchema.safeParse({ ...page, productIds: ['1'] }).success).toBe(false);
  });

  it.each([
    ['jane', true],
    ['jane-doe-2', true],
    ['cart', false],
    ['products', false],
    ['Jane', false],
    ['jane/doe', false],
    ['../admin', false],
    ['-jane', false],
    ['', false],
    ['j'.repeat(61), false],
  ])('handle %j: %s', (handle, allowed) => {
    expect(isLandingHandle(handle)).toBe(allowed);
  });

  it('makes a free handle of any name', () => {
    expect(landingHandleFor('Cart', () => false)).toBe('cart-2');
    expect(landingHandleFor('Jane Doe', (handle) => handle === 'jane-doe')).toBe('jane-doe-2');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(isLandingHandle(landingHandleFor(name, () => false))).toBe(true);
      }),
    );
  });
});
