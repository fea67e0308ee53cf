import { migrate } from '#app/db/migrate.server.ts';
import { startDatabase } from '#app/db/start-database.server.ts';

const database = await startDatabase();
await migrate(database.url);
process.stdout.write('The database has the newest schema.\n');
await database.stop();
