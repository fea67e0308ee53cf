import type { Failure } from '#app/db/inbox-store.server.ts';
import { isAppError } from '#app/domain/app-error.ts';

/** How often a message is read before it is parked: what may pass by itself longer than what we did not foresee. */
export const MAX_RETRIES = 10;
export const MAX_UNFORESEEN = 5;

const FIRST_REST_MS = 5_000;
const LONGEST_REST_MS = 3_600_000;

/**
 * What becomes of a message that could not be read. `attempts`: how often it failed before.
 * A rejected one is parked at once; one that failed for a passing reason rests, longer each time.
 */
export function failureOf(cause: unknown, attempts: number, now: Date): Failure {
  const rest = Math.min(FIRST_REST_MS * 2 ** attempts, LONGEST_REST_MS);
  const retryAt = new Date(now.getTime() + rest);
  if (!isAppError(cause) || cause.disposition === 'alarm') {
    return {
      code: isAppError(cause) ? cause.code : 'unforeseen',
      message: 'Tributary could not read this message. Nothing is lost: it can be replayed.',
      retryAt: attempts + 1 < MAX_UNFORESEEN ? retryAt : null,
    };
  }
  const isPassing = cause.disposition === 'retry' && attempts + 1 < MAX_RETRIES;
  return { code: cause.code, message: cause.message, retryAt: isPassing ? retryAt : null };
}
