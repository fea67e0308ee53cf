import { findShopById } from '#app/db/shop-store.server.ts';
import { inStatements, statements } from '#app/db/statements.server.ts';
import { attributeOrders } from '#app/flow/attribution/attribute-orders.server.ts';
import { fitModels } from '#app/flow/attribution/fit-models.server.ts';
import { applyOrder, applyRefund } from '#app/flow/intake/apply-order.server.ts';
import { newOrder, refundOf } from './new-order.ts';
import type { WorkerAnswer, WorkerTask } from './worker-task.ts';

/** What a worker does for attribution, in a process of its own, so that its memory is its own. Ends with the bench. */
process.on('message', async (task: WorkerTask) => {
  const answer = await carryOut(task).catch(
    (error: unknown): WorkerAnswer => ({
      kind: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
  );
  process.send?.(answer);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });

async function carryOut(task: WorkerTask): Promise<WorkerAnswer> {
  const ms = await timesOf(task);
  return { kind: 'done', ms, rssMb: process.resourceUsage().maxRSS / 1024 };
}

async function timesOf(task: WorkerTask): Promise<number[]> {
  const { shopId } = task;
  switch (task.kind) {
    case 'attribute':
      return [await timed(() => attributeAll(shopId))];
    case 'fit':
      return [await timed(() => fitModels(shopId, task.now))];
    case 'one-order':
      return oneByOne(task);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function attributeAll(shopId: number): Promise<void> {
  while ((await attributeOrders(shopId)) > 0);
}

async function oneByOne(task: Extract<WorkerTask, { kind: 'one-order' }>): Promise<number[]> {
  const { shopId, from, count } = task;
  const shop = await findShopById(statements(), shopId);
  if (!shop) throw new Error('there is no such shop');
  const ms: number[] = [];
  for (let number = from; number < from + count; number += 1) {
    const order = newOrder(number);
    ms.push(
      await timed(async () => {
        await inStatements((tx) => applyOrder(tx, shop, order, order.updatedAt));
        await attributeAll(shopId);
      }),
    );
    ms.push(
      await timed(async () => {
        await inStatements((tx) => applyRefund(tx, shop, order.orderId, refundOf(order)));
        await attributeAll(shopId);
      }),
    );
  }
  return ms;
}
