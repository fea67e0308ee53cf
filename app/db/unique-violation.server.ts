import { Prisma } from '@prisma/client';
import { AppError } from '#app/domain/app-error.ts';

/**
 * Runs `write` and turns a broken unique key into an AppError conflict with this sentence, naming the field
 * of the form that has to change. Inside a transaction, the transaction is lost with it.
 */
export async function orConflict<T>(
  write: () => Promise<T>,
  message: string,
  field: string,
): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (isUniqueViolation(cause))
      throw new AppError('conflict', message, { details: { field }, cause });
    throw cause;
  }
}

function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  // P2010: a raw statement failed; PostgreSQL's own code says how.
  return error.code === 'P2002' || (error.code === 'P2010' && error.meta?.code === '23505');
}
