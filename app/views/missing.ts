import { z } from 'zod';
import { AppError } from '#app/domain/app-error.ts';

const uuid = z.uuid();

/** What to throw when an address names something that this shop does not have. */
export function missing(what: string): AppError {
  return new AppError(
    'not_found',
    `This ${what} is not here. It may have been removed, or the address is wrong.`,
  );
}

/** An id from an address, or the same answer as for one that nobody has. @throws AppError not_found */
export function idFrom(text: string | undefined, what: string): string {
  const parsed = uuid.safeParse(text);
  if (!parsed.success) throw missing(what);
  return parsed.data.toLowerCase();
}
