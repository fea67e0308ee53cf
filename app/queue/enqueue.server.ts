import type { Tx } from '#app/db/client.server.ts';
import { addJob } from '#app/db/job-store.server.ts';
import { JOBS, type JobName, type JobPayload } from './jobs.ts';

/**
 * Adds a job in the caller's transaction. The same waiting job is not added twice.
 * `runAt`: not before this instant.
 */
export async function enqueue<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
  options: { runAt?: Date } = {},
): Promise<void> {
  const kind = JOBS[name];
  const checked = kind.payload.parse(payload);
  await addJob(tx, {
    task: name,
    payload: checked,
    key: kind.key(checked as never),
    queue: kind.queue(checked as never),
    runAt: options.runAt ?? null,
    maxAttempts: 25,
  });
}
