import { prisma } from '#app/db/client.server.ts';
import { installedShopIds } from '#app/db/installation-store.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

/** Asks for a new fit of the data-driven models of every shop that has the app. */
export async function fitAllModels(): Promise<void> {
  for (const shopId of await installedShopIds(prisma())) {
    await enqueue(prisma(), 'fit-models', { shopId });
  }
}
