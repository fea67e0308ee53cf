import type { Statements } from './statements.server.ts';

export type NewJob = {
  task: string;
  payload: unknown;
  /** Two waiting jobs with one key are one job. */
  key: string;
  /** Jobs of one queue run one after another. */
  queue: string | null;
  runAt: Date | null;
  maxAttempts: number;
};

/** A worker can take a waiting job only once, so that a second try finds it taken, or gone. */
const TRIES = 3;

/**
 * Adds a job to the queue in the caller's transaction: it exists if and only if the data does. A waiting job
 * of the same key keeps its place, unless an instant is given: then that is the new one.
 * The queue adds nothing, and says so by an empty row, when a worker takes the waiting job at that very moment:
 * that job may not see the caller's data, so another is added.
 */
export async function addJob(tx: Statements, job: NewJob): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const [added] = await tx.$queryRaw<{ id: bigint | null }[]>`
      select (graphile_worker.add_job(
        ${job.task}, payload => ${JSON.stringify(job.payload)}::json, queue_name => ${job.queue},
        run_at => ${job.runAt}, max_attempts => ${job.maxAttempts}, job_key => ${job.key},
        job_key_mode => ${job.runAt ? 'replace' : 'preserve_run_at'})).id`;
    if (added?.id) return;
  }
  throw new Error(`The job ${job.key} could not be added.`);
}
