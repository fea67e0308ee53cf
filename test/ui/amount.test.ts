import { expect, it } from 'vitest';
import { counted, formatAmount } from '#app/ui/amount.tsx';

it.each([
  ['1234.50', 'USD', '$1,234.50'],
  ['-0.05', 'USD', '-$0.05'],
  ['1200', 'JPY', '¥1,200'],
  ['1.234', 'KWD', 'KWD\u00a01.234'],
  ['90071992547409931234567.89', 'EUR', '€90,071,992,547,409,931,234,567.89'],
])('shows %s %s as %s', (amount, currency, text) => {
  expect(formatAmount({ amount, currency })).toBe(text);
});

it('counts in words', () => {
  expect([counted(1, 'order'), counted(0, 'order'), counted(1200, 'order')]).toEqual([
    '1 order',
    '0 orders',
    '1,200 orders',
  ]);
});
