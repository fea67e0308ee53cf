import { z } from 'zod';
import { AppError } from './app-error.ts';

/**
 * Reads what a form or a caller hands in. Throws AppError invalid_input with the first problem as its
 * sentence and the path of the field in `details.field` ("platforms.0.handle").
 */
export function checkDraft<Schema extends z.ZodType>(
  schema: Schema,
  draft: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(draft);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new AppError('invalid_input', first?.message ?? 'Check what you entered.', {
    details: { field: first?.path.join('.') ?? '' },
  });
}

const id = z.uuid();

/** An id of ours. Anything that cannot be one is not found, since it may come from an address bar. */
export function checkId(value: string, what: string): string {
  const parsed = id.safeParse(value);
  if (parsed.success) return parsed.data;
  throw notFound(what);
}

/** More than any budget, and well inside what the database can count. */
const MAX_MINOR = 10n ** 15n;

/** @throws AppError invalid_input when an amount (minor units) is beyond reason */
export function checkAmount(minor: bigint | null, field: string): void {
  if (minor === null || minor <= MAX_MINOR) return;
  throw new AppError('invalid_input', 'Enter a smaller amount.', { details: { field } });
}

/** `what` with its article: "The campaign". */
export function notFound(what: string): AppError {
  return new AppError('not_found', `${what} is not there (any more). Reload the page.`);
}
