/**
 * For `node --import` in a process of its own group: when whoever started it is gone, however that
 * happened, it stops as if it were told to, and at the latest after a few seconds.
 */
const PATIENCE_MS = 10_000;

process.once('disconnect', () => {
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
