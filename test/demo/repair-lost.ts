import { prisma } from '#app/db/client.server.ts';
import { checkCollaborations } from '#app/flow/collaborations/check-collaborations.server.ts';
import { repairCollaboration } from '#app/flow/collaborations/repair-collaboration.server.ts';
import type { Shop } from '#test/standin/state/world.ts';

/**
 * After a breakdown the local Shopify may have forgotten codes, pages and redirects that the app made in its last
 * moments. The app looks for them as it does every hour, and what is missing is repaired as a merchant would do.
 * Returns how many collaborations are repaired; the worker does the rest.
 */
export async function repairLost(shopId: number): Promise<number> {
  await checkCollaborations(shopId);
  const lost = await prisma().shopifyObject.findMany({
    where: { shopId, state: 'missing' },
    select: { collaborationId: true },
    distinct: ['collaborationId'],
  });
  for (const { collaborationId } of lost) await repairCollaboration(shopId, collaborationId);
  return lost.length;
}

/** Orders of which the app was told and which the local Shopify has forgotten since. */
export async function countLostOrders(shopId: number, shop: Shop): Promise<number> {
  const told = await prisma().order.findMany({ where: { shopId }, select: { orderId: true } });
  return told.filter(({ orderId }) => !shop.orders.has(orderId)).length;
}
