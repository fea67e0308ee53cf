import type { TestProject } from 'vitest/node';
import { migrate } from '#app/db/migrate.server.ts';
import { givenDatabaseUrl } from '#app/platform/environment.server.ts';
import { recreateDatabase, TEMPLATE } from './databases.ts';
import { startTestServer } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseServer: string;
  }
}

/** One server and one migrated template for the whole run; each test file copies the template. */
export default async function setUp(project: TestProject) {
  const given = givenDatabaseUrl();
  const server = given ? null : await startTestServer();
  const url = server?.url ?? given ?? '';
  await migrate(await recreateDatabase(url, TEMPLATE));
  project.provide('databaseServer', url);
  return async () => {
    await server?.stop();
  };
}
