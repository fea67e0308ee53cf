import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedDatabase } from '#app/db/embedded-database.server.ts';
import { migrate } from '#app/db/migrate.server.ts';
import { recreateDatabase } from '#test/database/databases.ts';

const ROOT = path.resolve(import.meta.dirname, '../../.data/bench');
const TEMPLATE = 'bench_template';

export type BenchDatabase = {
  serverUrl: string;
  /** A new database of this name: with the app's schema, or empty. Returns its address. */
  create(name: string, schema: 'migrated' | 'empty'): Promise<string>;
  /** Writes out what earlier work left in memory, so that the next does not pay for it. */
  settle(): Promise<void>;
  /** Stops the server and removes its data. */
  remove(): Promise<void>;
};

/** A PostgreSQL of this run alone that writes durably, as in production. What a killed run left behind is removed. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  await removeLeftovers();
  const server = await startEmbeddedDatabase(String(process.pid), { dataRoot: ROOT, fsync: true });
  const folder = await dataFolder(server.url);
  const remove = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await migrate(await recreateDatabase(server.url, TEMPLATE));
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    serverUrl: server.url,
    create: (name, schema) =>
      recreateDatabase(server.url, name, schema === 'migrated' ? TEMPLATE : undefined),
    settle: () => onDatabase(server.url, async (client) => void (await client.query('checkpoint'))),
    remove,
  };
}

/** Connects, works, disconnects. */
export async function onDatabase<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Where the data really lies: below a private home it is not where it was wanted. Then all of that place is ours. */
async function dataFolder(serverUrl: string): Promise<string> {
  const folder = await onDatabase(serverUrl, async (client) => {
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory ?? '';
  });
  if (!folder) throw new Error('PostgreSQL does not say where its data lies');
  return folder.startsWith(ROOT) ? folder : path.dirname(folder);
}

async function removeLeftovers(): Promise<void> {
  for (const left of await readdir(ROOT).catch(() => [])) {
    if (!isAlive(Number(left))) await rm(path.join(ROOT, left), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
