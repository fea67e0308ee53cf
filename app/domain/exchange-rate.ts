import { AppError } from './app-error.ts';
import { currencyDecimals, scaleByRatio } from './money.ts';

/** An exact positive ratio: how much of the shop's currency one unit of another currency is. */
export type ExchangeRate = { numerator: bigint; denominator: bigint };

/**
 * Reads a rate such as "1.0842". @throws AppError invalid_input unless it is a plain positive decimal of at
 * most 12 digits on either side of the point
 */
export function parseExchangeRate(text: string): ExchangeRate {
  const match = /^(\d{1,12})(?:\.(\d{1,12}))?$/.exec(text.trim());
  const [, whole = '0', fraction = ''] = match ?? [];
  const numerator = BigInt(whole + fraction);
  if (!match || numerator === 0n) {
    throw new AppError('invalid_input', 'Enter the exchange rate as a number such as 1.0842.', {
      details: { field: 'exchangeRate' },
    });
  }
  return { numerator, denominator: 10n ** BigInt(fraction.length) };
}

/** Minor units of `from` in minor units of `to`, rounded half away from zero. @throws AppError unknown_currency */
export function exchange(minor: bigint, from: string, to: string, rate: ExchangeRate): bigint {
  const unit = (currency: string) => 10n ** BigInt(currencyDecimals(currency));
  return scaleByRatio(minor, rate.numerator * unit(to), rate.denominator * unit(from));
}
