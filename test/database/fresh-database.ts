import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { closeDatabase } from '#app/db/client.server.ts';
import { setDatabaseUrl } from '#app/platform/environment.server.ts';
import { dropDatabase, recreateDatabase, TEMPLATE } from './databases.ts';

/** What the app's environment needs beside the database, for tests that run it in this process. */
export const TEST_APP = {
  SHOPIFY_API_KEY: 'test-client-id',
  SHOPIFY_API_SECRET: 'test-client-secret',
  SHOPIFY_APP_URL: 'http://localhost:3000',
  NODE_ENV: 'test',
  LOG_LEVEL: 'silent',
} as const;

/** Gives this test file an empty, migrated database of its own. Call it once, at the top level. */
export function freshDatabase(): void {
  const name = `test_${randomBytes(6).toString('hex')}`;
  beforeAll(async () => {
    Object.assign(process.env, TEST_APP);
    setDatabaseUrl(await recreateDatabase(inject('databaseServer'), name, TEMPLATE));
  });
  afterAll(async () => {
    await closeDatabase();
    await dropDatabase(inject('databaseServer'), name);
  });
}
