import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, percentile, spread } from './statistics.ts';

const measured = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 });

describe('median', () => {
  it.each([
    [[7], 7],
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('has as many values below as above', () => {
    fc.assert(
      fc.property(measured, (values) => {
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });

  it('leaves what it was given as it was', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow('nothing was measured');
  });
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, place) => 100 - place);

  it.each([
    [50, 50],
    [99, 99],
    [99.5, 100],
    [100, 100],
    [1, 1],
    [0.1, 1],
  ])('%d of 1 to 100 is %d', (percent, expected) => {
    expect(percentile(hundred, percent)).toBe(expected);
  });

  it('is a value that was measured, and so many do not exceed it', () => {
    fc.assert(
      fc.property(measured, fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const found = percentile(values, percent);
        expect(values).toContain(found);
        const within = values.filter((value) => value <= found).length;
        expect(within / values.length).toBeGreaterThanOrEqual(percent / 100);
      }),
    );
  });
});

describe('spread', () => {
  it('is the smallest and the greatest', () => {
    expect(spread([2, 30, 1, 4])).toEqual([1, 30]);
    expect(spread([5])).toEqual([5, 5]);
  });
});
