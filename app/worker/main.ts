import { closeDatabase } from '#app/db/client.server.ts';
import { startDatabase } from '#app/db/start-database.server.ts';
import { logOf } from '#app/platform/log.server.ts';
import { startWorker } from './runner.server.ts';

/** `npm run worker`: a process that does nothing but jobs. Any number of them may share one database. */
const database = await startDatabase();
const log = logOf('worker');
if (database.notice) log.warn(database.notice);
const worker = await startWorker();
log.info('the worker is ready');
process.send?.({ ready: true });

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'stopping');
  await worker.stop();
  await closeDatabase();
  await database.stop();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
