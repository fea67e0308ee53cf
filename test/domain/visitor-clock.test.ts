import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rightedInstant } from '#app/domain/visitor-clock.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** By the visitor's clock it happened `waited` before it was sent; that clock is `off` from ours. */
function righted({ waited = 0, off = 0 }: { waited?: number; off?: number }): number | null {
  const sentAt = NOON + off;
  const reading = { at: new Date(sentAt - waited), sentAt: new Date(sentAt) };
  const instant = rightedInstant({ ...reading, receivedAt: new Date(NOON) });
  return instant && instant.getTime() - NOON;
}

describe('an event’s instant', () => {
  it.each([
    ['is what a right clock says', { waited: 5 * SECOND }, -5 * SECOND],
    ['takes no notice of the way', { waited: SECOND, off: -1.5 * SECOND }, -2.5 * SECOND],
    ['is put right where the clock is an hour slow', { waited: SECOND, off: -HOUR }, -SECOND],
    ['is put right where the clock is years fast', { waited: SECOND, off: 900 * DAY }, -SECOND],
    ['is never in the future by a little', { off: SECOND }, 0],
    ['is never in the future by much', { waited: -3 * HOUR }, 0],
    ['may lie days before it was sent', { waited: 6 * DAY, off: HOUR }, -6 * DAY],
    ['may lie seven days before', { waited: 7 * DAY }, -7 * DAY],
    ['but not longer', { waited: 7 * DAY + 1 }, null],
  ])('%s', (_name, clock, expected) => {
    expect(righted(clock)).toBe(expected);
  });

  it('keeps the order and the distance of what was sent together', () => {
    const waits = fc.integer({ min: 0, max: 6 * DAY });
    fc.assert(
      fc.property(waits, waits, fc.integer({ min: -DAY, max: DAY }), (a, b, off) => {
        const [first, second] = [righted({ waited: a, off }), righted({ waited: b, off })];
        // Within the tolerance, what would lie in the future is cut to now.
        const slack = off > 0 && off <= 2 * SECOND ? off : 0;
        expect(Math.abs((first ?? 0) - (second ?? 0) - (b - a))).toBeLessThanOrEqual(slack);
        expect(first).toBeLessThanOrEqual(0);
      }),
    );
  });
});
