import pg from 'pg';
import { ensureDatabase, migrate } from '#app/db/migrate.server.ts';

/** Deletes the database at `url` and makes it anew, empty and migrated. */
export async function makeDatabaseAnew(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const server = new URL(url);
  server.pathname = '/postgres';
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  await client.end();
  await ensureDatabase(server.href, name);
  await migrate(url);
}
