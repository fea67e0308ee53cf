import { markOrdersDue } from '#app/db/attribution-store.server.ts';
import { prisma } from '#app/db/client.server.ts';

/** Makes every order of the shop due. Returns how many there are. */
export async function makeAllDue(shopId: number): Promise<number> {
  const orders = await prisma().order.findMany({ where: { shopId }, select: { orderId: true } });
  await markOrdersDue(
    prisma(),
    shopId,
    orders.map(({ orderId }) => orderId),
  );
  return orders.length;
}
