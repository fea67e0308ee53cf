import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, convertMinor, formatMinor } from './money.ts';

describe('money', () => {
  it.each([
    [1234, 'USD', '12.34'],
    [-5, 'USD', '-0.05'],
    [1234, 'JPY', '1234'],
    [1234, 'KWD', '1.234'],
    [0, 'USD', '0.00'],
  ])('writes %i %s as %s', (minor, currency, text) => {
    expect(formatMinor(minor, currency)).toBe(text);
  });

  it.each([
    [1000, 'USD', 'EUR', '0.925', 925],
    [1001, 'USD', 'EUR', '0.5', 501],
    [1000, 'USD', 'JPY', '150.257', 1503],
    [1000, 'USD', 'KWD', '0.3071', 3071],
    [1500, 'JPY', 'USD', '0.0066', 990],
    [1000, 'KWD', 'JPY', '489.5', 490],
  ])('converts %i %s to %s at %s', (minor, from, to, rate, expected) => {
    expect(convertMinor(minor, from, to, rate)).toBe(expected);
  });

  it('allocates exactly, fairly and only where there is weight', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(fc.nat(10_000), { minLength: 1 }),
        (total, weights) => {
          const parts = allocate(total, weights);
          const sum = weights.reduce((a, b) => a + b, 0);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
          parts.forEach((part, place) => {
            const ideal = sum === 0 ? part : (total * (weights[place] ?? 0)) / sum;
            expect(Math.abs(part - ideal)).toBeLessThan(1);
          });
        },
      ),
    );
  });
});
