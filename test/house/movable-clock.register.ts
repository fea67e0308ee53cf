import { installMovableClock, setClockAhead } from './movable-clock.ts';

/**
 * For `node --import` in a process of the app: whoever started it sends `{ clockAheadMs }`, and is answered with the
 * same once the time is that.
 */
installMovableClock();
process.on('message', (message: unknown) => {
  const { clockAheadMs } = message as { clockAheadMs?: unknown };
  if (typeof clockAheadMs !== 'number') return;
  setClockAhead(clockAheadMs);
  process.send?.({ clockAheadMs });
});
process.channel?.unref();
