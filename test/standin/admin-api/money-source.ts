import { formatMinor } from '../orders/money.ts';
import type { Minor, MoneyPair } from '../state/world.ts';

export type MoneySource = { amount: string; currencyCode: string };

/** MoneyV2: the API drops trailing zeros but for one decimal ("10.00" → "10.0"). */
export function moneyOf(minor: Minor, currency: string): MoneySource {
  const decimal = formatMinor(minor, currency);
  const [whole = '0', fraction = ''] = decimal.split('.');
  return { amount: `${whole}.${fraction.replace(/0+$/, '') || '0'}`, currencyCode: currency };
}

/** MoneyBag: the same amount in the shop's currency and in the buyer's. */
export function moneyBag(
  pair: MoneyPair,
  currencies: { currency: string; presentmentCurrency: string },
): { shopMoney: MoneySource; presentmentMoney: MoneySource } {
  return {
    shopMoney: moneyOf(pair.shop, currencies.currency),
    presentmentMoney: moneyOf(pair.presentment, currencies.presentmentCurrency),
  };
}
