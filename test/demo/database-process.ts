/**
 * The demo's database server in a process of its own, away from the terminal's Ctrl-C: it stops when it
 * is told to, or when whoever started it is gone. Arguments: name of the data folder, "keep" or "remove".
 * Sends { url, notice } when it is ready, or { taken: true } when another demo holds it.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type RunningDatabase, startEmbeddedDatabase } from '#app/db/embedded-database.server.ts';
import { ensureDatabase } from '#app/db/migrate.server.ts';

const DATABASE = 'tributary';
/** One demo at a time: any number that nothing else locks on this server. */
const DEMO_LOCK = 4_400_440;
const PATIENCE_MS = 12_000;

const [name = 'demo', afterwards = 'keep'] = process.argv.slice(2);

type Held = { server: RunningDatabase; client: pg.Client; dataDir: string };

/** Starts the server, or joins one that a breakdown left behind; null when another demo is at work. */
async function hold(): Promise<Held | null> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const held = await tryToHold().catch((error: unknown) => {
      // A server that is just going down lets us join and then ends.
      if (Date.now() > deadline) throw error;
      return null;
    });
    if (held || Date.now() > deadline) return held;
    await pause(500);
  }
}

async function tryToHold(): Promise<Held | null> {
  const server = await startEmbeddedDatabase(name);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  client.on('error', () => undefined);
  const { rows } = await client.query<{ got: boolean; dir: string }>(
    "select pg_try_advisory_lock($1) as got, current_setting('data_directory') as dir",
    [DEMO_LOCK],
  );
  const [row] = rows;
  if (row?.got) return { server, client, dataDir: row.dir };
  await client.end();
  return null;
}

const held = await hold();
if (held === null) {
  process.send?.({ taken: true });
  process.disconnect?.();
} else {
  await ensureDatabase(held.server.url, DATABASE);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await held.client.end().catch(() => undefined);
    await held.server.stop();
    await stopStray(held.dataDir);
    if (afterwards === 'remove') rmSync(held.dataDir, { recursive: true, force: true });
    process.exit(0);
  };
  process.once('disconnect', () => void stop());
  process.on('message', (message) => {
    if (message === 'stop') void stop();
  });
  process.send?.({ url: held.server.urlOf(DATABASE), notice: held.server.notice });
}

/** A server that this process joined and did not start is asked to stop by its own number. */
async function stopStray(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isSafeInteger(pid) || pid < 2) return;
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  for (let waited = 0; existsSync(file) && waited < 10_000; waited += 100) await pause(100);
}
