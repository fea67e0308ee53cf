import { isAppError } from '#app/domain/app-error.ts';
import { parseMoney } from '#app/domain/money.ts';

/**
 * Readers of what is typed into a field, for the actions. Empty is null; what cannot be read stays the text it is,
 * so that the domain's schema refuses it with its own sentence, at the field.
 */
type Read<T> = T | string | null;

const GROUPED = /^\d{1,3}(,\d{3})+(\.\d+)?$/;

/** Drops spaces and the commas between groups of three; anything else about a number must be right already. */
function plainNumber(text: string): string {
  const packed = text.replace(/\s/g, '');
  return GROUPED.test(packed) ? packed.replaceAll(',', '') : packed;
}

/** "1,250.00" in minor units of `currency`. */
export function amountInput(text: string, currency: string): Read<bigint> {
  const plain = plainNumber(text);
  if (plain === '') return null;
  try {
    return parseMoney(plain, currency).minor;
  } catch (error) {
    if (isAppError(error)) return text;
    throw error;
  }
}

/** "12" as a number. */
export function wholeInput(text: string): Read<number> {
  const plain = plainNumber(text);
  if (plain === '') return null;
  return /^-?\d{1,15}$/.test(plain) ? Number(plain) : text;
}

/** A decimal with up to two digits after the point, in hundredths: "3.5" is 350. Percent become basis points so. */
export function hundredthsInput(text: string): Read<number> {
  const plain = plainNumber(text).replace(/[%×x]$/, '');
  if (plain === '') return null;
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : text;
}

/** The fields that were sent, none where something else than a form was. */
export function fieldsOf(body: unknown): object {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
}

/** A text as it is, null when it is empty. */
export function textInput(text: string): string | null {
  return text.trim() === '' ? null : text;
}
