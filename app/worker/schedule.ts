import type { JobName } from '#app/queue/jobs.ts';

/** What runs by the clock (UTC), and how often. */
const SCHEDULE: readonly { job: JobName; at: string }[] = [
  { job: 'check-all-collaborations', at: '17 * * * *' },
  { job: 'reconcile-all-orders', at: '47 * * * *' },
  { job: 'forget-old-bodies', at: '41 3 * * *' },
  { job: 'forget-old-events', at: '11 4 * * *' },
  { job: 'fit-all-models', at: '23 2 * * *' },
  { job: 'wake-waiting-shops', at: '*/2 * * * *' },
];

/** The schedule as the queue reads it. One waiting job of a kind is enough, however many processes ask for it. */
export const CRONTAB = SCHEDULE.map(
  ({ job, at }) => `${at} ${job} ?jobKey=${job}&max=3&jobKeyMode=preserve_run_at`,
).join('\n');
