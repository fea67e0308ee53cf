import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '@prisma/client';
import pg from 'pg';
import { environment } from '#app/platform/environment.server.ts';
import { logOf } from '#app/platform/log.server.ts';

/** A transaction, or the client itself where one statement is enough. Every store takes it first. */
export type Tx = Prisma.TransactionClient;

type Connections = { prisma: PrismaClient; pool: pg.Pool };

/** Kept on globalThis, so that a development server that reloads modules does not open ever more connections. */
const home = globalThis as typeof globalThis & { tributaryConnections?: Connections | undefined };

function connections(): Connections {
  if (!home.tributaryConnections) {
    const { DATABASE_URL, DATABASE_POOL } = environment();
    const adapter = new PrismaPg({ connectionString: DATABASE_URL, max: DATABASE_POOL });
    const pool = new pg.Pool({
      connectionString: DATABASE_URL,
      max: Math.max(2, DATABASE_POOL >> 1),
    });
    // An idle connection that breaks is replaced at the next use; unheard, the event would end the process.
    pool.on('error', (err) => logOf('database').warn({ err }, 'an idle connection broke'));
    home.tributaryConnections = { prisma: new PrismaClient({ adapter }), pool };
  }
  return home.tributaryConnections;
}

/** Prisma's client, for everyday reads and writes and for transactions. */
export function prisma(): PrismaClient {
  return connections().prisma;
}

/** The bare pool, for the few hot paths that Prisma would slow down. */
export function pool(): pg.Pool {
  return connections().pool;
}

/** Runs `work` in one transaction; all of it happens or none. */
export function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return prisma().$transaction(work, { maxWait: 10_000, timeout: 60_000 });
}

/** Closes every connection of this process. */
export async function closeDatabase(): Promise<void> {
  const open = home.tributaryConnections;
  home.tributaryConnections = undefined;
  await open?.prisma.$disconnect();
  await open?.pool.end();
}
