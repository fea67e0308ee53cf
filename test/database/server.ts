import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { startEmbeddedDatabase } from '#app/db/embedded-database.server.ts';

const ROOT = path.resolve(import.meta.dirname, '../../.data/test');

/**
 * A server of this run alone, so that runs beside each other do not meet. Durable writes are off, since
 * everything in it is thrown away. Folders that a killed run left behind are removed.
 */
export async function startTestServer() {
  for (const left of await readdir(ROOT).catch(() => [])) {
    if (!isAlive(Number(left))) await rm(path.join(ROOT, left), { recursive: true, force: true });
  }
  const server = await startEmbeddedDatabase(String(process.pid), {
    dataRoot: ROOT,
    fsync: false,
    flags: ['-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(path.join(ROOT, String(process.pid)), { recursive: true, force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
