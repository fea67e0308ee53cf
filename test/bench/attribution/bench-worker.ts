import { freePort } from '#app/db/embedded-database.server.ts';
import { appEnvironment } from '../app-environment.ts';
import { startChild } from '../child-process.ts';
import type { WorkerAnswer, WorkerTask } from './worker-task.ts';

export type BenchWorker = {
  /** Milliseconds of the whole task, or of each order and refund. @throws Error when the task failed */
  run(task: WorkerTask): Promise<readonly number[]>;
  /** The most memory that it had so far. */
  rssMb(): number;
  stop(): Promise<void>;
};

/** A process that does what a worker does, over this database. */
export async function startBenchWorker(databaseUrl: string): Promise<BenchWorker> {
  const env = appEnvironment({ databaseUrl, port: await freePort() });
  const child = await startChild(new URL('./attribution-worker.ts', import.meta.url), env);
  let rssMb = 0;
  return {
    run: async (task) => {
      const answer = child.message();
      child.process.send(task);
      const told = (await answer) as WorkerAnswer;
      if (told.kind === 'failed') throw new Error(told.message);
      rssMb = told.rssMb;
      return told.ms;
    },
    rssMb: () => rssMb,
    stop: child.stop,
  };
}
