import { spawn } from 'node:child_process';
import path from 'node:path';
import { migrate } from './db/migrate.server.ts';
import { startDatabase } from './db/start-database.server.ts';
import {
  adoptShopifyCliEnvironment,
  environment,
  environmentForChild,
} from './platform/environment.server.ts';
import { logOf } from './platform/log.server.ts';

/** `npm run dev`: a database, the development server that reloads, and a worker beside it. */
adoptShopifyCliEnvironment();
const database = await startDatabase();
environment();
if (database.notice) logOf('dev').warn(database.notice);
await migrate(database.url);

const PROJECT = path.resolve(import.meta.dirname, '..');
const processes = [
  [path.join(PROJECT, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:dev'],
  ['--watch', path.join(PROJECT, 'app/worker/main.ts')],
].map((args) =>
  spawn(process.execPath, args, {
    cwd: PROJECT,
    stdio: 'inherit',
    env: environmentForChild(database.url),
  }),
);

let stopping = false;
async function stop(code: number) {
  if (stopping) return;
  stopping = true;
  for (const child of processes) child.kill('SIGTERM');
  await Promise.all(
    processes.map((child) =>
      child.exitCode === null ? new Promise((done) => child.once('exit', done)) : null,
    ),
  );
  await database.stop();
  process.exit(code);
}
for (const child of processes) child.once('exit', (code) => void stop(code ?? 0));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(0));
