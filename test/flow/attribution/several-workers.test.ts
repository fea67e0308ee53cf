import { expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { attributeOrders } from '#app/flow/attribution/attribute-orders.server.ts';
import { drainInbox } from '#app/flow/intake/drain-inbox.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { deliver } from '#test/doors/deliver.ts';
import { makeShop } from '#test/factories/shop.ts';
import { orderBody } from '../intake/order-body.ts';

freshDatabase();

it('lets several workers share the work without doing any twice', async () => {
  const shop = await makeShop();
  for (let id = 1; id <= 40; id += 1) {
    const body = JSON.stringify(orderBody({ id: String(id) }));
    await deliver({ topic: 'orders/create', body, shop: shop.domain });
  }
  await drainInbox(shop.id);
  const taken = await Promise.all(
    Array.from({ length: 4 }, () => attributeOrders(shop.id, { limit: 10 })),
  );
  expect(taken).toEqual([10, 10, 10, 10]);
  expect(await prisma().attributedOrder.count({ where: { shopId: shop.id } })).toBe(40);
});
