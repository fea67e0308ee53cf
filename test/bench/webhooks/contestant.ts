import { freePort } from '#app/db/embedded-database.server.ts';
import { API_VERSION } from '#app/platform/api-version.ts';
import { startAppProcess } from '#test/house/app-process.ts';
import { appEnvironment } from '../app-environment.ts';
import { onDatabase } from '../bench-database.ts';
import { startChild } from '../child-process.ts';
import { webhookIdOf } from '../load/signed-request.ts';
import { API_SECRET } from '../order-webhooks.ts';

/** A server that takes webhooks, on a database of its own. */
export type Contestant = {
  name: string;
  port: number;
  databaseUrl: string;
  /** Where it puts what it acknowledges, under the delivery's id in `webhook_id`. */
  table: string;
  stop(): Promise<void>;
};

type Place = { name: string; databaseUrl: string };

/** The app's production server. */
export async function startOurs(
  { name, databaseUrl }: Place,
  worker: 'inline' | 'none',
): Promise<Contestant> {
  const port = await freePort();
  const env = appEnvironment({ databaseUrl, port });
  const app = await startAppProcess('app/server.ts', { ...env, WORKER: worker });
  return { name, port, databaseUrl, table: 'inbox_message', stop: app.kill };
}

/** One of the yardstick servers, by its file. */
export async function startYardstick(
  { name, databaseUrl }: Place,
  file: URL,
  table: string,
): Promise<Contestant> {
  const port = await freePort();
  const { stop } = await startChild(file, {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    SHOPIFY_API_SECRET: API_SECRET,
    API_VERSION,
  });
  return { name, port, databaseUrl, table, stop };
}

/** Forgets what it took so far, so that every round begins alike. */
export function empty({ databaseUrl, table }: Contestant): Promise<void> {
  return onDatabase(databaseUrl, async (client) => {
    await client.query(`truncate ${table}`);
  });
}

/**
 * Durable means: every delivery that was answered with 200 is in the table.
 * @throws Error that says how many are not
 */
export async function checkStored(
  { name, databaseUrl, table }: Contestant,
  series: number,
  acknowledged: readonly number[],
): Promise<void> {
  const ids = [...new Set(acknowledged)].map((index) => webhookIdOf(series, index));
  const stored = await onDatabase(databaseUrl, async (client) => {
    const text = `select count(*)::int as stored from ${table} where webhook_id = any($1)`;
    const { rows } = await client.query<{ stored: number }>(text, [ids]);
    return rows[0]?.stored ?? 0;
  });
  if (stored !== acknowledged.length) {
    throw new Error(`${name} acknowledged ${acknowledged.length} deliveries and stored ${stored}.`);
  }
}
