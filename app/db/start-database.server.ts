import { givenDatabaseUrl, setDatabaseUrl } from '#app/platform/environment.server.ts';
import { startEmbeddedDatabase } from './embedded-database.server.ts';
import { ensureDatabase, migrate } from './migrate.server.ts';

/**
 * Makes sure that this process has a migrated database: the one that DATABASE_URL names, or the embedded one.
 * Returns its address and how to stop what was started. A given database is migrated by `npm run db:migrate` only.
 */
export async function startDatabase(): Promise<{
  url: string;
  notice: string | null;
  stop(): Promise<void>;
}> {
  const given = givenDatabaseUrl();
  if (given) return { url: given, notice: null, stop: async () => undefined };
  const server = await startEmbeddedDatabase('postgres', { stopsOnSignals: true });
  const url = server.urlOf('tributary');
  await ensureDatabase(server.url, 'tributary');
  await migrate(url);
  setDatabaseUrl(url);
  return { url, notice: server.notice, stop: server.stop };
}
