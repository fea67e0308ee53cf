import { expect, it } from 'vitest';
import { pool, prisma } from '#app/db/client.server.ts';
import { openLiveness } from '#app/db/worker-store.server.ts';
import { wakeWaitingShops } from '#app/flow/intake/wake-waiting-shops.server.ts';
import { JOBS } from '#app/queue/jobs.ts';
import { taskList } from '#app/worker/handlers.ts';
import { startWorker } from '#app/worker/runner.server.ts';
import { CRONTAB } from '#app/worker/schedule.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { deliver } from '#test/doors/deliver.ts';
import { makeShop } from '#test/factories/shop.ts';
import { orderBody } from '#test/flow/intake/order-body.ts';

freshDatabase();

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 20) {
    if (waited > 20_000) throw new Error('it did not happen in 20 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('has a handler for every job, and a job for every line of the schedule', () => {
  expect(Object.keys(taskList()).sort()).toEqual(Object.keys(JOBS).sort());
  const scheduled = CRONTAB.split('\n').map((line) => line.split(' ')[5]);
  expect(scheduled.every((name) => name !== undefined && name in JOBS)).toBe(true);
});

it('takes a webhook all the way to credit, and stops when the work at hand is done', async () => {
  const shop = await makeShop();
  const worker = await startWorker();
  try {
    for (let id = 1; id <= 30; id += 1) {
      const body = JSON.stringify(orderBody({ id: String(id) }));
      expect(await deliver({ topic: 'orders/create', body, shop: shop.domain })).toBe(200);
    }
    const where = { shopId: shop.id };
    await until(async () => (await prisma().credit.count({ where })) === 30);
  } finally {
    await worker.stop();
  }
  const { rows } = await pool().query(
    'select 1 from graphile_worker.jobs where locked_by is not null',
  );
  expect(rows).toEqual([]);
});

it('frees what a dead worker holds, and nothing of one that lives', async () => {
  const shop = await makeShop();
  for (const id of ['1', '2']) {
    await deliver({
      topic: 'orders/create',
      body: JSON.stringify(orderBody({ id })),
      shop: shop.domain,
    });
  }
  const { rows } = await pool().query(
    `update graphile_worker._private_jobs set locked_by = 'dead-worker', locked_at = now() - interval '1 minute'
     where key = $1 returning 1`,
    [`drain-inbox:${shop.id}`],
  );
  expect(rows).toHaveLength(1);
  await pool().query(
    `update graphile_worker._private_job_queues set locked_by = 'dead-worker', locked_at = now()
     where queue_name = $1`,
    [`inbox:${shop.id}`],
  );
  const holder = openLiveness();
  const finder = openLiveness();
  try {
    await holder.declare('dead-worker');
    expect(await finder.freeDeadWorkers()).toEqual([]);
    await holder.close();
    expect(await finder.freeDeadWorkers()).toEqual(['dead-worker']);
    expect(await finder.freeDeadWorkers()).toEqual([]);
  } finally {
    await finder.close();
  }
  const worker = await startWorker();
  try {
    await until(
      async () => (await prisma().attributedOrder.count({ where: { shopId: shop.id } })) === 2,
    );
  } finally {
    await worker.stop();
  }
});

it('leaves alone what a living worker works at for long', async () => {
  const shop = await makeShop();
  const held = await pool().connect();
  await held.query('begin');
  await held.query('select pg_advisory_xact_lock(1, $1::int)', [shop.id]);
  await deliver({ topic: 'orders/create', body: JSON.stringify(orderBody({})), shop: shop.domain });
  const worker = await startWorker();
  const finder = openLiveness();
  try {
    await until(async () => {
      const { rowCount } = await pool().query(
        `update graphile_worker._private_jobs set locked_at = now() - interval '1 minute'
         where locked_by is not null`,
      );
      return rowCount === 1;
    });
    expect(await finder.freeDeadWorkers()).toEqual([]);
  } finally {
    await held.query('rollback');
    held.release();
    const where = { shopId: shop.id };
    await until(async () => (await prisma().attributedOrder.count({ where })) === 1);
    await finder.close();
    await worker.stop();
  }
});

it('wakes shops whose job was lost', async () => {
  const shop = await makeShop();
  await deliver({ topic: 'orders/create', body: JSON.stringify(orderBody({})), shop: shop.domain });
  await pool().query('delete from graphile_worker._private_jobs');
  await wakeWaitingShops(new Date());
  expect((await pool().query('select 1 from graphile_worker.jobs')).rows).toEqual([]);
  await wakeWaitingShops(new Date(Date.now() + 120_000));
  const { rows } = await pool().query('select key from graphile_worker.jobs');
  expect(rows).toEqual([{ key: `drain-inbox:${shop.id}` }]);
});
