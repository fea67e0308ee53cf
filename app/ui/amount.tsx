import type { ShownMoney } from '#app/views/shown.ts';

/**
 * An exact decimal as a price: "$1,234.50", "¥1,200". The decimals are those that the amount came with, and
 * the formatter takes it as text, so that no digit is lost however large it is.
 */
export function formatAmount({ amount, currency }: ShownMoney): string {
  const digits = amount.split('.')[1]?.length ?? 0;
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount as Intl.StringNumericLiteral);
}

/** A count with grouping: "1,234". */
export function formatCount(count: number): string {
  return new Intl.NumberFormat('en').format(count);
}

/** A count with its word: "1 order", "12 orders". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

type Props = { value: ShownMoney | null };

/** An amount in a line of text or a cell; a dash where there is none. Digits of one width, so that columns align. */
export function Amount({ value }: Props) {
  if (!value) return <span>–</span>;
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{formatAmount(value)}</span>;
}
