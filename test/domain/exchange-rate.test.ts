import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchange, parseExchangeRate } from '#app/domain/exchange-rate.ts';

describe('an exchange rate', () => {
  it.each([
    ['100.00 EUR at 1.0842', 10_000n, 'EUR', 'USD', '1.0842', 10_842n],
    ['half a cent goes up', 1n, 'EUR', 'USD', '0.5', 1n],
    ['less than half a cent is lost', 1n, 'EUR', 'USD', '0.4999', 0n],
    ['yen have no decimals', 1_000n, 'JPY', 'USD', '0.0067', 670n],
    ['and dollars become yen', 12_34n, 'USD', 'JPY', '149.5', 1_845n],
    ['dinars have three', 1_000n, 'KWD', 'USD', '3.25', 325n],
  ])('is exact: %s', (_, minor, from, to, rate, expected) => {
    expect(exchange(minor, from, to, parseExchangeRate(rate))).toBe(expected);
  });

  it('of one changes nothing, and is never off by more than half a unit', () => {
    const rate = fc.tuple(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 14n), rate, (minor, [digits, decimals]) => {
        const text = `${digits}`.padStart(decimals + 1, '0');
        const point = text.length - decimals;
        const written = decimals ? `${text.slice(0, point)}.${text.slice(point)}` : text;
        const result = exchange(minor, 'USD', 'EUR', parseExchangeRate(written));
        const error = 2n * (result * 10n ** BigInt(decimals) - minor * BigInt(digits));
        expect(error <= 10n ** BigInt(decimals) && error > -(10n ** BigInt(decimals))).toBe(true);
        expect(exchange(minor, 'USD', 'EUR', parseExchangeRate('1'))).toBe(minor);
      }),
    );
  });

  it.each(['', '0', '0.000', '-1', '1e3', '1,08', 'one', '1.', '.5', '9'.repeat(13)])(
    'is refused: “%s”',
    (text) => {
      expect(() => parseExchangeRate(text)).toThrowError(/exchange rate/);
    },
  );
});
