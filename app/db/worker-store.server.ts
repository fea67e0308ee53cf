import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { environment } from '#app/platform/environment.server.ts';
import { logOf } from '#app/platform/log.server.ts';

/** How long a statement in flight is waited for when the queue closes. */
const LAST_STATEMENTS_MS = 5_000;
/** Kind of the advisory locks by which workers are known to be alive. */
const ALIVE = 2;
/** Younger locks may belong to a worker that has not said yet that it is alive. */
const GRACE = '5 seconds';

/**
 * The workers of this process, as the others see them. The queue itself frees the jobs of a dead worker only after
 * four hours; here a worker holds a lock on a connection of its own, which PostgreSQL lets go at the moment the
 * process dies.
 */
export type Liveness = {
  /** Says that a worker of this process is alive. */
  declare(workerId: string): Promise<void>;
  /** Frees jobs and queues that dead workers hold. Returns those workers. */
  freeDeadWorkers(): Promise<string[]>;
  close(): Promise<void>;
};

/** A connection that stands for this process; opened at its first use, and anew when it broke. */
export function openLiveness(): Liveness {
  const own = new Set<string>();
  let opened: Promise<pg.Client> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** One statement after another: a connection carries no two at once. */
  function inTurn<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const mine = last.catch(() => undefined).then(async () => work(await connection()));
    last = mine;
    return mine;
  }

  async function open(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: environment().DATABASE_URL });
    client.on('error', () => {
      opened = null;
    });
    await client.connect();
    for (const id of own) await lock(client, id);
    return client;
  }
  function connection(): Promise<pg.Client> {
    opened ??= open().catch((cause) => {
      opened = null;
      throw cause;
    });
    return opened;
  }

  return {
    declare: (workerId) =>
      inTurn(async (client) => {
        own.add(workerId);
        await lock(client, workerId);
      }),
    freeDeadWorkers: () =>
      inTurn(async (client) => {
        const { rows } = await client.query<{ id: string }>(
          `select distinct locked_by as id from graphile_worker.jobs
         where locked_by is not null and locked_at < now() - $1::interval`,
          [GRACE],
        );
        const others = rows.map(({ id }) => id).filter((id) => !own.has(id));
        const dead: string[] = [];
        for (const id of others) if (await freeIfDead(client, id)) dead.push(id);
        return dead;
      }),
    async close() {
      await last.catch(() => undefined);
      const client = await opened;
      opened = null;
      await client?.end();
    },
  };
}

async function lock(client: pg.Client, workerId: string): Promise<void> {
  await client.query('select pg_advisory_lock($1, hashtext($2))', [ALIVE, workerId]);
}

/** A worker whose lock can be had is dead. */
async function freeIfDead(client: pg.Client, workerId: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>(
    'select pg_try_advisory_lock($1, hashtext($2)) as free',
    [ALIVE, workerId],
  );
  if (!rows[0]?.free) return false;
  await client.query('select graphile_worker.force_unlock_workers($1::text[])', [[workerId]]);
  await client.query('select pg_advisory_unlock($1, hashtext($2))', [ALIVE, workerId]);
  return true;
}

export type QueuePool = { pool: pg.Pool; close(): Promise<void> };

/**
 * At most `max` connections for the queue. When the queue stops it does not wait until the jobs that it just did are
 * off its table: they would stay locked, and be done again by whoever finds their worker dead. Closing waits for that.
 */
export function openQueuePool(max: number): QueuePool {
  const pool = new pg.Pool({ connectionString: environment().DATABASE_URL, max });
  // An idle connection that breaks is replaced at the next use; unheard, the event would end the process.
  pool.on('error', (err) => logOf('queue').warn({ err }, 'an idle connection broke'));
  // One that is in use tells whoever uses it; the event itself must be heard all the same.
  pool.on('connect', (client) => {
    client.on('error', (err) => logOf('queue').warn({ err }, 'a connection at work broke'));
  });
  return {
    pool,
    async close() {
      const until = Date.now() + LAST_STATEMENTS_MS;
      const isBusy = () => pool.waitingCount > 0 || pool.idleCount < pool.totalCount;
      while (isBusy() && Date.now() < until) await sleep(10);
      await pool.end();
    },
  };
}
