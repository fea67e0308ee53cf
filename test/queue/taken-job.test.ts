import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import { acceptMessage } from '#app/flow/intake/accept-message.server.ts';
import { enqueue, jobFor } from '#app/queue/enqueue.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { makeShop } from '#test/factories/shop.ts';

freshDatabase();

/** Does `work` while a worker is in the middle of taking the waiting job of this key. */
async function whileTaken(key: string, work: () => Promise<void>): Promise<void> {
  const worker = await pool().connect();
  try {
    await worker.query('begin');
    await worker.query(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker' where key = $1`,
      [key],
    );
    const working = work();
    await untilSomebodyWaits();
    await worker.query('commit');
    await working;
  } finally {
    worker.release();
  }
}

async function untilSomebodyWaits(): Promise<void> {
  for (let look = 0; look < 500; look += 1) {
    const { rows } = await pool().query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
    await pause(10);
  }
  throw new Error('nobody waited for the job that is being taken');
}

async function freeJobs(key: string): Promise<number> {
  const { rows } = await pool().query(
    'select 1 from graphile_worker._private_jobs where key = $1 and locked_at is null',
    [key],
  );
  return rows.length;
}

it('adds another job when a worker takes the waiting one at that moment', async () => {
  const { id: shopId } = await makeShop();
  const { key } = jobFor('attribute-orders', { shopId });
  await enqueue(prisma(), 'attribute-orders', { shopId });
  await whileTaken(key, () => enqueue(prisma(), 'attribute-orders', { shopId }));
  expect(await freeJobs(key)).toBe(1);
});

it('does so at the door too', async () => {
  const { id: shopId, domain } = await makeShop();
  const { key } = jobFor('drain-inbox', { shopId });
  const deliver = (webhookId: string) =>
    acceptMessage({
      domain,
      topic: 'orders/create',
      webhookId,
      eventId: null,
      apiVersion: '2026-10',
      triggeredAt: null,
      body: Buffer.from('{}'),
    });
  await deliver('first');
  await whileTaken(key, () => deliver('second'));
  expect(await freeJobs(key)).toBe(1);
});
