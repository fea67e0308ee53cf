import { Logger } from 'graphile-worker';
import { logOf } from '#app/platform/log.server.ts';

/** The queue's own messages in our log. What it calls info tells of every single job: that is detail here. */
export function queueLog(): Logger {
  const log = logOf('queue');
  return new Logger((scope) => (level, message) => {
    const about = { workerId: scope.workerId, task: scope.taskIdentifier, jobId: scope.jobId };
    if (level === 'error') log.error(about, message);
    else if (level === 'warning') log.warn(about, message);
    else log.debug(about, message);
  });
}
