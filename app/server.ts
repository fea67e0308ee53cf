import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import compression from 'compression';
import express from 'express';
import { startDatabase } from './db/start-database.server.ts';
import { environment } from './platform/environment.server.ts';
import { logOf } from './platform/log.server.ts';

/** What `npm run build` makes of app/entry.server.tsx. */
type House = Pick<
  typeof import('./entry.server.tsx'),
  'openDoors' | 'finishClicks' | 'startWorker' | 'closeDatabase'
>;

const BUILD = path.resolve(import.meta.dirname, '../build');
const STATIC_YEAR = { immutable: true, maxAge: '1y' };

const database = await startDatabase();
const { BIND_ADDRESS, PORT, WORKER, SHOPIFY_APP_URL } = environment();
const log = logOf('server');
if (database.notice) log.warn(database.notice);

const build = await import(pathToFileURL(path.join(BUILD, 'server/index.js')).href).catch(
  (cause) => {
    throw new Error('There is no build to serve: run `npm run build` first.', { cause });
  },
);
const house: House = build.entry.module;

const pages = express();
pages.disable('x-powered-by');
pages.set('trust proxy', true);
pages.use(compression());
pages.use('/assets', express.static(path.join(BUILD, 'client/assets'), STATIC_YEAR));
pages.use(express.static(path.join(BUILD, 'client'), { maxAge: '1h' }));
pages.all('*', createRequestHandler({ build, mode: 'production' }));

/** The doors stand in front of Remix: they carry the load, and need none of it. */
const doors = house.openDoors();
const server = createServer((request, response) => {
  if (!doors(request, response)) pages(request, response);
});
const worker = WORKER === 'inline' ? await house.startWorker() : null;

server.listen(PORT, BIND_ADDRESS, () => {
  log.info({ port: PORT, url: SHOPIFY_APP_URL, worker: WORKER }, 'Tributary is ready');
  process.send?.({ ready: true });
});

/** How long clicks that the database did not take so far may still be tried. */
const CLICKS_MS = 3_000;

let stopping = false;
/** Takes no more requests, finishes those at hand and the running jobs, then lets go of the database. */
async function stop(signal: string) {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'stopping');
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 8_000).unref();
  });
  await worker?.stop();
  await house.finishClicks(CLICKS_MS);
  await house.closeDatabase();
  await database.stop();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
