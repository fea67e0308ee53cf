import { EventEmitter } from 'node:events';
import { run } from 'graphile-worker';
import { type Liveness, openLiveness, openQueuePool } from '#app/db/worker-store.server.ts';
import { environment } from '#app/platform/environment.server.ts';
import { logOf } from '#app/platform/log.server.ts';
import { taskList } from './handlers.ts';
import { queueLog } from './queue-log.ts';
import { CRONTAB } from './schedule.ts';

export type RunningWorker = {
  /** Takes no more jobs and resolves when those at hand are done. */
  stop(): Promise<void>;
};

/** For jobs that are to run at a later instant; all others are announced the moment they are there. */
const POLL_MS = 500;
const LOOK_FOR_DEAD_MS = 5_000;

/** Runs jobs in this process, WORKER_CONCURRENCY at once, with database connections of its own. */
export async function startWorker(): Promise<RunningWorker> {
  const log = logOf('worker');
  const { WORKER_CONCURRENCY } = environment();
  const events = new EventEmitter();
  const liveness = openLiveness();
  const queuePool = openQueuePool(WORKER_CONCURRENCY + 2);
  // The queue notes the pool's id with what is taken, not that of the worker in it.
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
    liveness
      .declare(workerPool.id)
      .catch((cause: unknown) => log.error({ err: cause }, 'a worker could not say it is alive'));
  });
  const runner = await run({
    pgPool: queuePool.pool,
    concurrency: WORKER_CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    taskList: taskList(),
    crontab: CRONTAB,
    logger: queueLog(),
    events,
  });
  const rounds = setInterval(() => void freeDead(liveness), LOOK_FOR_DEAD_MS);
  void freeDead(liveness);

  let stopped: Promise<void> | undefined;
  function stop(): Promise<void> {
    stopped ??= (async () => {
      clearInterval(rounds);
      await runner.stop();
      await queuePool.close();
      await liveness.close();
    })();
    return stopped;
  }
  return { stop };
}

async function freeDead(liveness: Liveness): Promise<void> {
  try {
    const dead = await liveness.freeDeadWorkers();
    if (dead.length > 0)
      logOf('worker').warn({ workers: dead.length }, 'jobs of dead workers were freed');
  } catch (cause) {
    logOf('worker').warn({ err: cause }, 'dead workers could not be looked for');
  }
}
