import { prisma } from '#app/db/client.server.ts';
import { installedShopIds } from '#app/db/installation-store.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** Asks for a reconciliation of every shop that has the app. */
export async function reconcileAllOrders(): Promise<void> {
  for (const shopId of await installedShopIds(prisma())) {
    await enqueue(prisma(), 'reconcile-orders', { shopId });
  }
}
