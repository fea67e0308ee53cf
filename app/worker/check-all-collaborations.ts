import { prisma } from '#app/db/client.server.ts';
import { shopsToLookAt } from '#app/db/embed-store.server.ts';
import { installedShopIds } from '#app/db/installation-store.server.ts';
import { shopsWithUncheckedLinks } from '#app/db/link-health-store.server.ts';
import { enqueue } from '#app/queue/enqueue.server.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Asks for a check of every shop that has the app and of its pixel, and once a day for a look at its storefront
 * and at where its links lead.
 */
export async function checkAllCollaborations(): Promise<void> {
  for (const shopId of await installedShopIds(prisma())) {
    await enqueue(prisma(), 'check-collaborations', { shopId });
    await enqueue(prisma(), 'ensure-pixel', { shopId });
  }
  const yesterday = new Date(Date.now() - DAY_MS);
  for (const shopId of await shopsWithUncheckedLinks(prisma(), yesterday)) {
    await enqueue(prisma(), 'check-links', { shopId });
  }
  for (const shopId of await shopsToLookAt(prisma(), yesterday)) {
    await enqueue(prisma(), 'check-storefront', { shopId });
  }
}
