import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AppErrorCode, isAppError } from '#app/domain/app-error.ts';
import {
  add,
  allocate,
  compare,
  currencyDecimals,
  formatDecimal,
  money,
  negate,
  parseMoney,
  scaleByRatio,
  subtract,
  sum,
  zero,
} from '#app/domain/money.ts';

function codeOf(action: () => unknown): AppErrorCode | null {
  try {
    action();
    return null;
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
}

const currency = fc.constantFrom('USD', 'JPY', 'KWD', 'EUR', 'UYW', 'MGA');

describe('currencies', () => {
  it.each([
    ['USD', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['KWD', 3],
    ['MGA', 2],
    ['JEP', 2],
  ])('%s has %i decimals', (code, decimals) => {
    expect(currencyDecimals(code)).toBe(decimals);
  });

  it.each(['', 'usd', 'XYZ', 'constructor', '__proto__'])('refuses %j', (code) => {
    expect(codeOf(() => currencyDecimals(code))).toBe('unknown_currency');
  });
});

describe('parseMoney and formatDecimal', () => {
  it.each([
    ['1234.50', 'USD', 123450n, '1234.50'],
    ['1234.5', 'USD', 123450n, '1234.50'],
    ['-5.00', 'USD', -500n, '-5.00'],
    ['+0.05', 'USD', 5n, '0.05'],
    ['-0.00', 'USD', 0n, '0.00'],
    ['0010', 'USD', 1000n, '10.00'],
    [20.0, 'USD', 2000n, '20.00'],
    [41.94, 'USD', 4194n, '41.94'],
    ['1200.00', 'JPY', 1200n, '1200'],
    ['1.2345', 'UYW', 12345n, '1.2345'],
    ['0.005', 'KWD', 5n, '0.005'],
    ['1.50000', 'USD', 150n, '1.50'],
    ['90071992547409931.23', 'USD', 9007199254740993123n, '90071992547409931.23'],
  ] as const)('reads %s %s', (text, code, minor, written) => {
    expect(parseMoney(text, code)).toEqual(money(minor, code));
    expect(formatDecimal(money(minor, code))).toBe(written);
  });

  it.each([
    ['1.005', 'USD'],
    ['1.5', 'JPY'],
    ['1e3', 'USD'],
    [1e21, 'USD'],
    [Number.NaN, 'USD'],
    [0.1 + 0.2, 'USD'],
    ['', 'USD'],
    ['.5', 'USD'],
    ['5.', 'USD'],
    ['1,234.50', 'USD'],
    ['0x10', 'USD'],
    [' 1', 'USD'],
    ['1\n', 'USD'],
    ['--1', 'USD'],
    ['١٢', 'USD'],
  ] as const)('refuses %j in %s', (text, code) => {
    expect(codeOf(() => parseMoney(text, code))).toBe('invalid_amount');
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.bigInt(), currency, (minor, code) => {
        expect(parseMoney(formatDecimal(money(minor, code)), code)).toEqual(money(minor, code));
      }),
    );
  });
});

describe('arithmetic', () => {
  it('adds, subtracts, negates, sums and compares one currency', () => {
    const [five, three] = [money(500n, 'USD'), money(300n, 'USD')];
    expect(add(five, three)).toEqual(money(800n, 'USD'));
    expect(subtract(three, five)).toEqual(money(-200n, 'USD'));
    expect(negate(five)).toEqual(money(-500n, 'USD'));
    expect(sum([five, three], 'USD')).toEqual(money(800n, 'USD'));
    expect(sum([], 'JPY')).toEqual(zero('JPY'));
    expect([compare(five, three), compare(three, five), compare(five, five)]).toEqual([1, -1, 0]);
  });

  it.each([
    ['add', () => add(zero('USD'), zero('EUR'))],
    ['subtract', () => subtract(zero('USD'), zero('EUR'))],
    ['compare', () => compare(zero('USD'), zero('EUR'))],
    ['sum', () => sum([zero('USD'), zero('EUR')], 'USD')],
    ['sum into another', () => sum([zero('EUR')], 'USD')],
  ])('%s refuses mixed currencies', (_, action) => {
    expect(codeOf(action)).toBe('currency_mismatch');
  });
});

describe('allocate', () => {
  it.each([
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
    [5n, [0n, 0n], [3n, 2n]],
    [0n, [1n, 2n], [0n, 0n]],
    [10n, [0n, 1n], [0n, 10n]],
    [7n, [40n, 20n, 40n], [3n, 1n, 3n]],
    [1n, [1n, 2n], [0n, 1n]],
    [0n, [], []],
  ])('splits %s by %s', (total, weights, parts) => {
    expect(allocate(total, weights)).toEqual(parts);
  });

  it('refuses to split among nobody or by a negative weight', () => {
    expect(codeOf(() => allocate(1n, []))).toBe('invariant_broken');
    expect(codeOf(() => allocate(1n, [1n, -1n]))).toBe('invariant_broken');
  });

  it('sums to the total, mirrors negatives and is off the exact share by less than one', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 24n }), { minLength: 1 });
    fc.assert(
      fc.property(fc.bigInt(), weights, (total, shares) => {
        const parts = allocate(total, shares);
        const weightSum = shares.reduce((a, b) => a + b, 0n);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
        expect(allocate(-total, shares)).toEqual(parts.map((part) => -part));
        if (weightSum === 0n) return;
        for (const [at, part] of parts.entries()) {
          const error = part * weightSum - total * (shares[at] ?? 0n);
          expect(error < weightSum && -error < weightSum).toBe(true);
        }
      }),
    );
  });
});

describe('scaleByRatio', () => {
  it.each([
    [5n, 1n, 2n, 3n],
    [-5n, 1n, 2n, -3n],
    [5n, -1n, 2n, -3n],
    [5n, 1n, -2n, -3n],
    [-5n, 1n, -2n, 3n],
    [4n, 1n, 3n, 1n],
    [5n, 1n, 3n, 2n],
    [0n, 1n, 3n, 0n],
    [0n, 1n, -3n, 0n],
  ])('%s × %s / %s = %s', (minor, numerator, denominator, result) => {
    expect(scaleByRatio(minor, numerator, denominator)).toBe(result);
  });

  it('refuses a ratio over zero', () => {
    expect(codeOf(() => scaleByRatio(1n, 1n, 0n))).toBe('invariant_broken');
  });

  it('is off by at most half and symmetric in sign', () => {
    const positive = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(fc.bigInt(), positive, positive, (minor, numerator, denominator) => {
        const result = scaleByRatio(minor, numerator, denominator);
        const error = 2n * (result * denominator - minor * numerator);
        expect(error <= denominator && -error <= denominator).toBe(true);
        expect(scaleByRatio(-minor, numerator, denominator)).toBe(-result);
      }),
    );
  });
});
