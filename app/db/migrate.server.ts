import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { environmentForChild } from '#app/platform/environment.server.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');

/**
 * Brings a database to the newest schema: the app's own tables, then the queue's.
 * Safe to run again and from several processes. Throws an Error with Prisma's explanation when it cannot.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const prismaCli = path.join(PROJECT, 'node_modules/prisma/build/index.js');
  try {
    await promisify(execFile)(process.execPath, [prismaCli, 'migrate', 'deploy'], {
      cwd: PROJECT,
      env: environmentForChild(databaseUrl),
    });
  } catch (cause) {
    const said = cause as { stderr?: string; stdout?: string; message?: string };
    throw new Error(
      `The database could not be migrated.\n${said.stderr || said.stdout || said.message}`,
      { cause },
    );
  }
  await runMigrations({ connectionString: databaseUrl });
}

/** Creates the database of this name on the server at `serverUrl` unless it is there. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
