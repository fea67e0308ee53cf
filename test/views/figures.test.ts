import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareRatios, keyFigures, ratiosOf, type Sums, shownSums } from '#app/views/figures.ts';

const sums = (revenueMinor: bigint, costMinor: bigint, orders = 0, newCustomers = 0): Sums => ({
  revenueMinor,
  costMinor,
  orders,
  newCustomers,
});

it('shows the figures of the field’s own examples', () => {
  const shown = shownSums(sums(5_000_000n, 1_000_000n, 500, 120), 'USD');
  expect(shown).toEqual({
    revenue: { amount: '50000.00', currency: 'USD' },
    cost: { amount: '10000.00', currency: 'USD' },
    roi: '400%',
    roas: '5.00×',
    orders: 500,
    cpa: { amount: '20.00', currency: 'USD' },
    newCustomers: 120,
  });
});

it('leaves ratios open where nothing was spent or nobody ordered', () => {
  expect(shownSums(sums(100n, 0n, 3), 'USD')).toMatchObject({ roi: '–', roas: '–', cpa: null });
  expect(shownSums(sums(0n, 100n, 0), 'USD')).toMatchObject({ roi: '-100%', cpa: null });
});

it('uses the currency’s own decimals', () => {
  expect(shownSums(sums(1234n, 5n), 'JPY').revenue.amount).toBe('1234');
  expect(shownSums(sums(1234n, 5n), 'KWD').revenue.amount).toBe('1.234');
});

it('says how each figure moved, and whether that is welcome', () => {
  const figures = keyFigures(sums(15_000n, 5_000n, 10, 2), sums(10_000n, 4_000n, 4, 4), 'USD');
  const change = Object.fromEntries(figures.map(({ key, change: by }) => [key, by]));
  expect(change).toEqual({
    revenue: { direction: 'up', text: '50%', good: true },
    cost: { direction: 'up', text: '25%', good: null },
    roi: { direction: 'up', text: '50 points', good: true },
    roas: { direction: 'up', text: '0.50×', good: true },
    orders: { direction: 'up', text: '150%', good: true },
    cpa: { direction: 'down', text: '50%', good: true },
    newCustomers: { direction: 'down', text: '50%', good: false },
  });
});

it('compares with nothing where there was nothing', () => {
  const figures = keyFigures(sums(15_000n, 5_000n, 10, 2), sums(0n, 0n), 'USD');
  expect(figures.every(({ change }) => change === null)).toBe(true);
});

it('sorts ratios without rounding, undefined ones last', () => {
  const close = 10n ** 18n;
  const larger = ratiosOf(sums(close + 1n, close), 'USD').roas;
  const smaller = ratiosOf(sums(close, close), 'USD').roas;
  expect(compareRatios(larger, smaller)).toBe(1);
  expect(compareRatios(null, smaller)).toBe(-1);
  expect(compareRatios(null, null)).toBe(0);
  const ratio = fc.record({ numerator: fc.bigInt(-99n, 99n), denominator: fc.bigInt(1n, 99n) });
  fc.assert(
    fc.property(ratio, ratio, (left, right) => {
      const exact =
        Number(left.numerator) / Number(left.denominator) -
        Number(right.numerator) / Number(right.denominator);
      expect(Math.sign(compareRatios(left, right))).toBe(
        Math.abs(exact) < 1e-12 ? 0 : Math.sign(exact),
      );
    }),
  );
});
