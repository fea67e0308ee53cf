import { prisma } from '#app/db/client.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** A merchant wants the orders compared with Shopify's now. Two requests before it begins are one. */
export async function requestReconciliation(shopId: number): Promise<void> {
  await enqueue(prisma(), 'reconcile-orders', { shopId });
}
