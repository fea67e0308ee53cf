import { setTimeout as timer } from 'node:timers/promises';
import type { Clock } from '../state/world.ts';

/** Real milliseconds between two looks at the clock's speed. */
const SLICE_MS = 100;

/**
 * Waits simulated milliseconds, follows changes of the clock's speed while it waits, and ends early
 * when `wanted` turns false. Does not keep the process alive.
 */
export async function pause(clock: Clock, ms: number, wanted: () => boolean): Promise<void> {
  let left = ms;
  while (left > 0 && wanted()) {
    const slice = Math.min(left, SLICE_MS * clock.speed);
    await timer(slice / clock.speed, undefined, { ref: false });
    left -= slice;
  }
}
