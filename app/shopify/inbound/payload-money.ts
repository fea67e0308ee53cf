import { z } from 'zod';
import { AppError } from '#app/domain/app-error.ts';
import { parseMoney } from '#app/domain/money.ts';

/** Money is a decimal string; older versions and refund lines write it as a number. */
export const amountField = z.union([z.string(), z.number(), z.bigint().transform(String)]);

const moneySchema = z.object({ amount: amountField, currency_code: z.string() });

/** One amount in the shop's currency and in the buyer's. Absent in older versions. */
export const moneySetField = z
  .object({ shop_money: moneySchema, presentment_money: moneySchema.nullish() })
  .nullish()
  .catch(null);

export type Amount = z.output<typeof amountField> | null | undefined;
export type MoneySet = z.output<typeof moneySetField>;

/** The two currencies of an order. */
export type Currencies = { shop: string; presentment: string };

const MAX_MINOR = 2n ** 63n - 1n;

/** An amount in minor units of `currency`, 0 where nothing is said. @throws AppError invalid_amount, unknown_currency */
export function minorOf(amount: Amount, currency: string): bigint {
  if (amount === null || amount === undefined || amount === '') return 0n;
  const { minor } = parseMoney(amount, currency);
  if (minor > MAX_MINOR || minor < -MAX_MINOR) {
    throw new AppError('invalid_amount', 'An amount is larger than any sum of money.');
  }
  return minor;
}

/** The shop's side of a set, or the plain amount, which is in the shop's currency, where there is no set. */
export function shopMinor(set: MoneySet, plain: Amount, currencies: Currencies): bigint {
  if (!set) return minorOf(plain, currencies.shop);
  assertCurrency(set.shop_money.currency_code, currencies.shop);
  return minorOf(set.shop_money.amount, currencies.shop);
}

/** The buyer's side of a set; without a set the plain amount, which older versions state in one currency only. */
export function presentmentMinor(set: MoneySet, plain: Amount, currencies: Currencies): bigint {
  const money = set?.presentment_money;
  if (!money) return shopMinor(set, plain, currencies);
  assertCurrency(money.currency_code, currencies.presentment);
  return minorOf(money.amount, currencies.presentment);
}

function assertCurrency(found: string, expected: string): void {
  if (found === expected) return;
  throw new AppError(
    'invalid_payload',
    `An amount of the order is in ${found.slice(0, 10)}, the order in ${expected.slice(0, 10)}.`,
  );
}
