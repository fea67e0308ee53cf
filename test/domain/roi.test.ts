import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, money, parseMoney } from '#app/domain/money.ts';
import {
  aov,
  conversionRate,
  cpa,
  formatMultiple,
  formatPercent,
  type Ratio,
  ratioToMoney,
  ratioToNumber,
  roas,
  roi,
} from '#app/domain/roi.ts';

const usd = (text: string) => parseMoney(text, 'USD');

function defined(ratio: Ratio | null): Ratio {
  if (ratio === null) throw new Error('undefined ratio');
  return ratio;
}

describe('the figures of the field', () => {
  it.each([
    ['50000', '10000', '400%', '5.0×'],
    ['5.78', '1', '478%', '5.8×'],
    ['20000', '5000', '300%', '4.0×'],
    ['0', '100', '-100%', '0.0×'],
    ['100', '100', '0%', '1.0×'],
    ['-50', '100', '-150%', '-0.5×'],
    ['1234567', '1', '123,456,600%', '1,234,567.0×'],
  ])('$%s from $%s: ROI %s, ROAS %s', (revenue, cost, percent, multiple) => {
    expect(formatPercent(roi(usd(revenue), usd(cost)))).toBe(percent);
    expect(formatMultiple(roas(usd(revenue), usd(cost)), 1)).toBe(multiple);
  });

  it('keeps ROAS 5.78 apart from ROI 478 %', () => {
    expect(ratioToNumber(defined(roas(usd('5.78'), usd('1'))), 2)).toBe(5.78);
    expect(ratioToNumber(defined(roi(usd('5.78'), usd('1'))), 2)).toBe(4.78);
  });

  it('$10,000 for 500 orders are $20 each', () => {
    expect(formatDecimal(ratioToMoney(defined(cpa(usd('10000'), 500)), 'USD'))).toBe('20.00');
  });

  it('500 orders of 10,000 visits are 5 %', () => {
    expect(formatPercent(conversionRate(500, 10_000))).toBe('5%');
  });

  it.each([
    ['USD', '33.33'],
    ['JPY', '3333'],
    ['KWD', '3.333'],
  ])('average order value in %s', (currency, text) => {
    expect(formatDecimal(ratioToMoney(defined(aov(money(10_000n, currency), 3)), currency))).toBe(
      text,
    );
  });
});

describe('where there is nothing to divide by', () => {
  it.each([
    ['roi', roi(usd('5'), usd('0'))],
    ['roas', roas(usd('5'), usd('0'))],
    ['cpa', cpa(usd('5'), 0)],
    ['aov', aov(usd('5'), 0)],
    ['conversion rate', conversionRate(0, 0)],
  ])('%s is undefined', (_, ratio) => {
    expect(ratio).toBeNull();
    expect(formatPercent(ratio)).toBe('–');
    expect(formatMultiple(ratio)).toBe('–');
  });

  it('refuses to compare currencies', () => {
    expect(() => roi(usd('1'), money(1n, 'EUR'))).toThrow(/USD|EUR/);
    expect(() => roas(usd('1'), money(1n, 'EUR'))).toThrow(/USD|EUR/);
  });
});

describe('rounding for display', () => {
  it.each([
    [1n, 3n, 0, '33%', '0×'],
    [1n, 3n, 2, '33.33%', '0.33×'],
    [-1n, 3n, 1, '-33.3%', '-0.3×'],
    [1n, 200n, 0, '1%', '0×'],
    [2n, 3n, 3, '66.667%', '0.667×'],
  ])('%s/%s with %i digits', (numerator, denominator, digits, percent, multiple) => {
    expect(formatPercent({ numerator, denominator }, digits)).toBe(percent);
    expect(formatMultiple({ numerator, denominator }, digits)).toBe(multiple);
  });

  it('ROI is always ROAS less one, and a number is the exact ratio rounded', () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(amount, amount, (revenue, cost) => {
        const [a, b] = [money(revenue, 'USD'), money(cost, 'USD')];
        const [gain, multiple] = [defined(roi(a, b)), defined(roas(a, b))];
        expect(gain.numerator).toBe(multiple.numerator - multiple.denominator);
        expect(ratioToNumber(multiple, 2)).toBeCloseTo(Number(revenue) / Number(cost), 1);
      }),
    );
  });
});
