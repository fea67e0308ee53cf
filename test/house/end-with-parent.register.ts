/**
 * For `node --import` in a process of its own group: when whoever started it is gone, however that
 * happened, it ends as in a crash. It cannot be asked to stop in order: its log would wait for ever
 * for a reader that is no more.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
