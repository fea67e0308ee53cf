import { findBackfill } from '#app/db/backfill-store.server.ts';
import { inTransaction, prisma } from '#app/db/client.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import { backfillOrders } from '#app/flow/backfill/backfill-orders.server.ts';
import { requestBackfill } from '#app/queue/request-backfill.server.ts';

/** Asks for a backfill as an installation does. */
export async function request(shopId: number): Promise<void> {
  await inTransaction(async (tx) => requestBackfill(tx, await getShop(tx, shopId), new Date()));
}

/** Takes steps until there are none, as the worker would; one that breaks is taken again. Returns the errors. */
export async function drive(shopId: number): Promise<string[]> {
  const errors: string[] = [];
  for (let step = 0; step < 300; step += 1) {
    await backfillOrders(shopId).catch((error: unknown) => errors.push(String(error)));
    const row = await findBackfill(prisma(), shopId);
    if (!row || row.state === 'done' || row.state === 'failed') return errors;
    if (row.state === 'running') await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`the backfill did not end: ${errors.at(-1)}`);
}
