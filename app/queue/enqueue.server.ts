import { addJob, type NewJob } from '#app/db/job-store.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { JOBS, type JobName, type JobPayload } from './jobs.ts';

const MAX_ATTEMPTS = 25;

/** A job as the database takes it, for the doors, which store data and job in one statement. */
export function jobFor<Name extends JobName>(name: Name, payload: JobPayload<Name>): NewJob {
  return { task: name, ...JOBS[name].order(payload), runAt: null, maxAttempts: MAX_ATTEMPTS };
}

/**
 * Adds a job in the caller's transaction. The same waiting job is not added twice.
 * `runAt`: not before this instant. Such a later job has a key of its own, so that it never holds back one
 * that is to run now; the instant given last is the one that counts.
 */
export async function enqueue<Name extends JobName>(
  tx: Statements,
  name: Name,
  payload: JobPayload<Name>,
  options: { runAt?: Date } = {},
): Promise<void> {
  const now = jobFor(name, payload);
  const { runAt } = options;
  await addJob(tx, runAt ? { ...now, key: `${now.key}:later`, runAt } : now);
}
