import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Discount } from '../state/world.ts';
import { cartLine } from './place-order.ts';
import { priceCart } from './pricing.ts';
import { addDiscount, shopWith } from './test-shop.ts';

const AT = Date.UTC(2026, 2, 1);
const all = { order: true, product: true, shipping: true };

type Setup = ReturnType<typeof shopWith>;

function price(
  { shop, variants }: Setup,
  quantities: readonly number[],
  codes: readonly string[],
  more: { email?: string; currency?: string } = {},
) {
  return priceCart(shop, {
    lines: quantities.flatMap((quantity, place) => {
      const variantId = variants[place];
      return quantity > 0 && variantId !== undefined
        ? [cartLine(shop, { variantId, quantity }).line]
        : [];
    }),
    codes,
    email: more.email ?? null,
    at: AT,
    presentmentCurrency: more.currency,
  });
}

describe('one code', () => {
  it.each<[string, Partial<Discount> & Pick<Discount, 'value'>, number[]]>([
    ['percentage over all lines', { value: { kind: 'percentage', fraction: 0.15 } }, [300, 450]],
    ['nothing at all', { value: { kind: 'percentage', fraction: 0 } }, [0, 0]],
    [
      'fixed across',
      { value: { kind: 'fixed', amountMinor: 1000, onEachItem: false } },
      [400, 600],
    ],
    ['fixed on each', { value: { kind: 'fixed', amountMinor: 300, onEachItem: true } }, [600, 300]],
    [
      'no more than there is',
      { value: { kind: 'fixed', amountMinor: 9999, onEachItem: false } },
      [2000, 3000],
    ],
  ])('%s', (_name, options, expected) => {
    const setup = shopWith([1000, 3000]);
    addDiscount(setup.world, setup.shop, 'CODE', options);
    const pricing = price(setup, [2, 1], ['code']);
    const perLine = pricing.lines.map((line) => line.allocations[0]?.amount.shop ?? 0);
    expect(perLine).toEqual(expected);
    expect(pricing.discountCodes.map(({ code }) => code)).toEqual(['CODE']);
    expect(pricing.discountCodes[0]?.amount.shop).toBe(perLine.reduce((a, b) => a + b, 0));
  });

  it('touches only the products and collections it names', () => {
    const setup = shopWith([1000, 1000, 1000]);
    const [first, second] = [...setup.shop.products.keys()];
    const collection = { id: 1n, title: 'c', handle: 'c', productIds: [second ?? 0n] };
    setup.shop.collections.set(collection.id, collection);
    addDiscount(setup.world, setup.shop, 'SOME', {
      value: { kind: 'percentage', fraction: 0.5 },
      items: { productIds: [first ?? 0n], collectionIds: [1n] },
    });
    const { lines, applications } = price(setup, [1, 1, 1], ['SOME']);
    expect(lines.map((line) => line.allocations.length)).toEqual([1, 1, 0]);
    expect(applications[0]).toMatchObject({ targetSelection: 'entitled', value: '50.0' });
  });

  it('gives free shipping, tax on shipping included', () => {
    const setup = shopWith([1000]);
    addDiscount(setup.world, setup.shop, 'SHIP', { value: { kind: 'free_shipping' } });
    expect(price(setup, [1], [])).toMatchObject({ total: { shop: 1620 }, tax: { shop: 120 } });
    expect(price(setup, [1], ['SHIP'])).toMatchObject({
      total: { shop: 1080 },
      tax: { shop: 80 },
      shipping: { discount: { shop: 500 } },
      discountCodes: [{ type: 'shipping', amount: { shop: 500 } }],
    });
  });

  it.each<[string, Partial<Discount>]>([
    ['inactive', { active: false }],
    ['not_started', { startsAt: AT + 1 }],
    ['expired', { endsAt: AT }],
    ['usage_limit', { usageLimit: 0 }],
    ['minimum', { minimum: { subtotalMinor: 2001 } }],
    ['minimum', { minimum: { quantity: 3 } }],
    ['no_items', { items: { productIds: [5n], collectionIds: [] } }],
  ])('is refused as %s', (reason, options) => {
    const setup = shopWith([1000]);
    addDiscount(setup.world, setup.shop, 'CODE', {
      value: { kind: 'percentage', fraction: 0.1 },
      ...options,
    });
    expect(price(setup, [2], ['CODE', 'OTHER']).refused).toEqual([
      { code: 'CODE', reason },
      { code: 'OTHER', reason: 'not_found' },
    ]);
  });

  it('neither discounts nor taxes a gift card', () => {
    const setup = shopWith([1000, { price: 5000, giftCard: true }]);
    addDiscount(setup.world, setup.shop, 'TEN', { value: { kind: 'percentage', fraction: 0.1 } });
    const { lines, subtotal } = price(setup, [1, 1], ['TEN']);
    expect(lines[1]).toMatchObject({ allocations: [], tax: { shop: 0 } });
    expect(subtotal.shop).toBe(5900);
  });
});

describe('several codes', () => {
  const percent = (fraction: number) => ({ kind: 'percentage' as const, fraction });

  it('takes the best one where either side forbids combining', () => {
    const setup = shopWith([1000]);
    addDiscount(setup.world, setup.shop, 'TEN', { value: percent(0.1), combinesWith: all });
    addDiscount(setup.world, setup.shop, 'TWENTY', { value: percent(0.2) });
    const { discountCodes, refused } = price(setup, [1], ['TEN', 'TWENTY']);
    expect(discountCodes.map(({ code }) => code)).toEqual(['TWENTY']);
    expect(refused).toEqual([{ code: 'TEN', reason: 'not_combinable' }]);
  });

  it('takes both where both allow it; order discounts count on what product discounts leave', () => {
    const setup = shopWith([1000, 1000]);
    const [product] = setup.shop.products.keys();
    addDiscount(setup.world, setup.shop, 'ORDER10', { value: percent(0.1), combinesWith: all });
    addDiscount(setup.world, setup.shop, 'HALF', {
      value: percent(0.5),
      items: { productIds: [product ?? 0n], collectionIds: [] },
      combinesWith: all,
    });
    addDiscount(setup.world, setup.shop, 'SHIP', {
      value: { kind: 'free_shipping' },
      combinesWith: all,
    });
    const { discountCodes, lines } = price(setup, [1, 1], ['ORDER10', 'HALF', 'SHIP']);
    expect(discountCodes.map(({ amount }) => amount.shop)).toEqual([150, 500, 500]);
    expect(lines.map((line) => line.allocations.map(({ amount }) => amount.shop))).toEqual([
      [50, 500],
      [100],
    ]);
  });

  it('keeps a tracking-only code beside others, and never takes more than five', () => {
    const setup = shopWith([1000]);
    const codes = ['A', 'B', 'C', 'D', 'E', 'F'];
    for (const code of codes) {
      addDiscount(setup.world, setup.shop, code, {
        value: percent(code === 'A' ? 0 : 0.1),
        combinesWith: all,
      });
    }
    const few = price(setup, [1], ['A', 'B']);
    expect(few.discountCodes.map(({ code, amount }) => [code, amount.shop])).toEqual([
      ['A', 0],
      ['B', 100],
    ]);
    const many = price(setup, [1], codes);
    expect(many.discountCodes.map(({ code }) => code)).toEqual(['B', 'C', 'D', 'E', 'F']);
    expect(many.refused).toEqual([{ code: 'A', reason: 'too_many' }]);
  });

  it('never applies one discount twice under two of its codes', () => {
    const setup = shopWith([1000]);
    const discount = addDiscount(setup.world, setup.shop, 'A', {
      value: percent(0.1),
      combinesWith: all,
    });
    discount.codes.push({ id: 9n, code: 'B', usage: 0 });
    expect(price(setup, [1], ['B', 'A']).discountCodes.map(({ code }) => code)).toEqual(['B']);
  });
});

describe('taxes and currencies', () => {
  it.each([
    [false, 2000, 1800 + 500 + 144 + 40],
    [true, 2000, 1800 + 500],
  ])('taxes included %s', (taxesIncluded, _gross, total) => {
    const setup = shopWith([2000], { taxesIncluded, taxRateBp: 800 });
    addDiscount(setup.world, setup.shop, 'TEN', { value: { kind: 'percentage', fraction: 0.1 } });
    const pricing = price(setup, [1], ['TEN']);
    expect(pricing.total.shop).toBe(total);
    expect(pricing.lines[0]?.tax.shop).toBe(taxesIncluded ? 133 : 144);
  });

  it('adds up to the minor unit in both currencies, whatever the cart', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 7 })), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.boolean(),
        fc.integer({ min: 0, max: 2500 }),
        fc.constantFrom(['EUR', '0.9237'], ['JPY', '151.38'], ['KWD', '0.30745']),
        fc.array(
          fc.record({
            fraction: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
            fixed: fc.integer({ min: 1, max: 20_000 }),
            kind: fc.constantFrom('percentage', 'across', 'each', 'shipping'),
            some: fc.boolean(),
            combines: fc.boolean(),
          }),
          { maxLength: 4 },
        ),
        (cart, taxesIncluded, taxRateBp, [currency = 'EUR', rate = '1'], discounts) => {
          const setup = shopWith(
            cart.map(([unit]) => unit),
            {
              taxesIncluded,
              taxRateBp,
              rates: new Map([[currency, rate]]),
            },
          );
          const [product = 0n] = setup.shop.products.keys();
          discounts.forEach((wish, place) => {
            addDiscount(setup.world, setup.shop, `D${place}`, {
              value:
                wish.kind === 'percentage'
                  ? { kind: 'percentage', fraction: wish.fraction }
                  : wish.kind === 'shipping'
                    ? { kind: 'free_shipping' }
                    : { kind: 'fixed', amountMinor: wish.fixed, onEachItem: wish.kind === 'each' },
              items: wish.some ? { productIds: [product], collectionIds: [] } : null,
              combinesWith: wish.combines ? all : { order: false, product: false, shipping: false },
            });
          });
          const codes = discounts.map((_, place) => `D${place}`);
          const quantities = cart.map(([, quantity]) => quantity);
          const pricing = price(setup, quantities, codes, { currency });
          for (const side of ['shop', 'presentment'] as const) {
            let subtotal = 0;
            let tax = pricing.shipping?.tax[side] ?? 0;
            const byCode = pricing.discountCodes.map(() => 0);
            pricing.lines.forEach((line, place) => {
              const gross = line.unitPrice[side] * (quantities[place] ?? 0);
              const off = line.allocations.reduce((sum, { amount }) => sum + amount[side], 0);
              expect(off).toBeGreaterThanOrEqual(0);
              expect(off).toBeLessThanOrEqual(gross);
              for (const { applicationIndex, amount } of line.allocations) {
                byCode[applicationIndex] = (byCode[applicationIndex] ?? 0) + amount[side];
              }
              subtotal += gross - off;
              tax += line.tax[side];
            });
            const shipping =
              (pricing.shipping?.price[side] ?? 0) - (pricing.shipping?.discount[side] ?? 0);
            expect(pricing.subtotal[side]).toBe(subtotal);
            expect(pricing.tax[side]).toBe(tax);
            expect(pricing.total[side]).toBe(subtotal + shipping + (taxesIncluded ? 0 : tax));
            pricing.discountCodes.forEach(({ amount, type }, place) => {
              if (type !== 'shipping') expect(amount[side]).toBe(byCode[place]);
            });
          }
          expect(pricing.discountCodes.length + pricing.refused.length).toBe(codes.length);
        },
      ),
      { numRuns: 150 },
    );
  });
});
