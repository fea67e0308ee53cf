import { z } from 'zod';
import { AppError } from '#app/domain/app-error.ts';

const MAX_ID = 2n ** 63n - 1n;
const MAX_COUNT = 2 ** 31 - 1;

/** Text without what a database cannot hold: zero bytes and halves of characters. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** A Shopify id, however the API version writes it: a number of any size or digits. */
export const idField = z
  .union([z.bigint(), z.int(), z.string().regex(/^\d{1,19}$/)])
  .transform((id) => BigInt(id))
  .refine((id) => id >= 0n && id <= MAX_ID, 'is not an id');

export const optionalId = idField.nullish().transform((id) => id ?? null);

/** Text of at most `limit` characters; what is longer is cut. Null and absent are one. */
export function optionalText(limit = 10_000) {
  return z
    .string()
    .nullish()
    .transform((text) => (text ? storable(text).slice(0, limit).toWellFormed() || null : null));
}

/** Text that older versions also send as a number, a truth value, an object or nothing. */
export function looseText(limit: number) {
  return z.unknown().transform((value) => {
    if (value === null || value === undefined) return '';
    const text =
      typeof value === 'object'
        ? JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? `${part}` : part))
        : String(value);
    return storable(text).slice(0, limit).toWellFormed();
  });
}

export const instantField = z
  .string()
  .transform((text) => new Date(text))
  .refine((at) => {
    const year = at.getUTCFullYear();
    return year >= 1970 && year < 10_000;
  }, 'is not an instant');

export const optionalInstant = instantField.nullish().transform((at) => at ?? null);

export const countField = z.coerce.number().int().min(-MAX_COUNT).max(MAX_COUNT);

export const flagField = z
  .boolean()
  .nullish()
  .transform((flag) => flag ?? false);

/** A list that older versions leave out or send as null. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

/** Reads a payload. Throws AppError invalid_payload that names the fields which are not as expected. */
export function readPayload<Schema extends z.ZodType>(
  what: string,
  schema: Schema,
  json: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join('.') || 'the whole'} (${message})`);
  throw new AppError(
    'invalid_payload',
    `Shopify's ${what} is not as expected: ${fields.join(', ')}.`,
    { cause: parsed.error },
  );
}
