import type { Clock } from './world.ts';

/**
 * A clock that can be set. `now()` goes on at the pace of the real clock from where it was set;
 * `speed` shortens waits only, because the app lives by the real clock and would otherwise see its
 * tokens run out in seconds.
 */
export function createClock(startEpochMs: number = Date.now()): Clock {
  let offset = startEpochMs - Date.now();
  return {
    speed: 1,
    now: () => Date.now() + offset,
    set(epochMs) {
      offset = epochMs - Date.now();
    },
    sleep(ms) {
      return new Promise((resolve) => setTimeout(resolve, ms / this.speed));
    },
  };
}
