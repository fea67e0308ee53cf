import { formatMinor } from '../orders/money.ts';
import type { Minor } from '../state/world.ts';

/** Money for people: 1234 USD → "$12.34". */
export function moneyText(minor: Minor, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(formatMinor(minor, currency) as `${number}`);
}
