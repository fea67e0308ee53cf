import { z } from 'zod';
import { parseMoney } from '#app/domain/money.ts';

const moneySchema = z.object({ amount: z.string(), currencyCode: z.string() });

/** An amount in the shop's currency and in the buyer's. */
export const bothSchema = z.object({ shopMoney: moneySchema, presentmentMoney: moneySchema });
export const shopSchema = z.object({ shopMoney: moneySchema });

export const instantSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** The number in a global id such as gid://shopify/Order/1. */
export function numberOf(gid: string): bigint {
  return BigInt(gid.slice(gid.lastIndexOf('/') + 1));
}

/** Minor units. @throws AppError invalid_amount, unknown_currency */
export function minorOf(amount: z.output<typeof moneySchema>): bigint {
  return parseMoney(amount.amount, amount.currencyCode).minor;
}

/** The shop's side of a set in minor units; 0 where there is no set. */
export function shopMinor(set: z.output<typeof shopSchema> | null): bigint {
  return set ? minorOf(set.shopMoney) : 0n;
}

export function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
