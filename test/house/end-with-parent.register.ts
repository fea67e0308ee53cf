/**
 * For `node --import` in a process of its own group: when whoever started it is gone, however that
 * happened, it stops as if it were told to.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
