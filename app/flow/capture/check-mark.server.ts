import { createHmac, timingSafeEqual } from 'node:crypto';
import { environment } from '#app/platform/environment.server.ts';

/** The request header that carries the mark. */
export const CHECK_HEADER = 'x-tributary-check';

const MINUTE = 60_000;
const TOLERANCE_MINUTES = 2;
const MARK_BYTES = 32;

/**
 * What our own launch check sends in the header `CHECK_HEADER`, so that the link it follows is told apart from a
 * follower's click: hexadecimal, made of the slug and the minute of `at`. Nobody without the app's secret can
 * make one and so hide clicks.
 */
export function checkMark(slug: string, at: Date): string {
  return markOf(slug, minuteOf(at)).toString('hex');
}

/** Whether `mark` was made for this slug within two minutes of `now`. */
export function isCheckMark(slug: string, mark: string, now: Date): boolean {
  const given = Buffer.from(mark, 'hex');
  // Nearly every request comes without one.
  if (given.length !== MARK_BYTES) return false;
  const minute = minuteOf(now);
  for (let away = -TOLERANCE_MINUTES; away <= TOLERANCE_MINUTES; away += 1) {
    if (timingSafeEqual(given, markOf(slug, minute + away))) return true;
  }
  return false;
}

function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / MINUTE);
}

function markOf(slug: string, minute: number): Buffer {
  const { SHOPIFY_API_SECRET } = environment();
  return createHmac('sha256', SHOPIFY_API_SECRET).update(`check:${slug}:${minute}`).digest();
}
