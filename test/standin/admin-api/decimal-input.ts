import { decimalsOf } from '../orders/money.ts';
import type { Minor } from '../state/world.ts';

/** A decimal of the input as minor units; null when it has more decimals than the currency. */
export function minorOf(decimal: string | number, currency: string): Minor | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(decimal).trim());
  if (match === null) return null;
  const decimals = decimalsOf(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return null;
  const minor = Number(`${match[2]}${fraction.padEnd(decimals, '0')}`);
  return match[1] === '-' ? -minor : minor;
}
