import { expect, it } from 'vitest';
import { inTransaction, pool, prisma } from '#app/db/client.server.ts';
import { enqueue, jobFor } from '#app/queue/enqueue.server.ts';
import { JOBS } from '#app/queue/jobs.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';

freshDatabase();

async function jobs() {
  const { rows } = await pool().query(
    'select key, queue_name, run_at, revision from graphile_worker.jobs order by key',
  );
  return rows;
}

it('adds one waiting job per key, only with its transaction', async () => {
  await expect(
    inTransaction(async (tx) => {
      await enqueue(tx, 'drain-inbox', { shopId: 7 });
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  expect(await jobs()).toEqual([]);
  await enqueue(prisma(), 'drain-inbox', { shopId: 7 });
  await enqueue(prisma(), 'drain-inbox', { shopId: 7 });
  expect(await jobs()).toMatchObject([
    { key: 'drain-inbox:7', queue_name: 'inbox:7', revision: 1 },
  ]);
});

it('lets a job for later stand beside one for now, at the instant named last', async () => {
  const [far, near] = [new Date('2100-01-02T00:00:00Z'), new Date('2100-01-01T00:00:00Z')];
  await enqueue(prisma(), 'attribute-orders', { shopId: 8 }, { runAt: far });
  await enqueue(prisma(), 'attribute-orders', { shopId: 8 });
  await enqueue(prisma(), 'attribute-orders', { shopId: 8 }, { runAt: near });
  const mine = (await jobs()).filter(({ key }) => key.startsWith('attribute-orders:8'));
  expect(mine.map(({ key }) => key)).toEqual(['attribute-orders:8', 'attribute-orders:8:later']);
  expect(mine[0].run_at.getTime()).toBeLessThanOrEqual(Date.now());
  expect(mine[1].run_at).toEqual(near);
});

it('refuses a payload that is not of its kind', () => {
  expect(() => jobFor('refetch-order', { shopId: 1, orderId: 'x; drop' })).toThrow(/orderId/);
  expect(jobFor('refetch-order', { shopId: 1, orderId: '5' })).toMatchObject({
    task: 'refetch-order',
    key: 'refetch-order:1:5',
    queue: 'admin:1',
    payload: { shopId: 1, orderId: '5' },
  });
});

const ID = '019a9e2e-5d3a-7c00-8000-000000000001';

it('keeps the jobs of two shops apart in every kind', () => {
  for (const kind of Object.values(JOBS)) {
    const order = (shopId: number) =>
      kind.order({ shopId, orderId: '1', collaborationId: ID, letterId: ID });
    const isOfShop = JSON.stringify(order(1).payload).includes('shopId');
    expect(order(1).key === order(2).key).toBe(!isOfShop);
    expect(order(1).queue === order(2).queue).toBe(!isOfShop);
  }
});
