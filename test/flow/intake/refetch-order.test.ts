import { expect, it } from 'vitest';
import { prisma } from '#app/db/client.server.ts';
import { getShop } from '#app/db/shop-store.server.ts';
import { refetchOrder } from '#app/flow/intake/refetch-order.server.ts';
import { parseJsonBody } from '#app/shopify/inbound/json-body.ts';
import { orderFromPayload } from '#app/shopify/inbound/order-payload.ts';
import { fetchOrder } from '#app/shopify/outbound/order-query.ts';
import { adminOf } from '#app/shopify.server.ts';
import { freshDatabase } from '#test/database/fresh-database.ts';
import { localShopify, openShop, world } from '#test/flow/collaborations/open-shop.ts';
import { stockCatalogue } from '#test/standin/catalogue/stock-catalogue.ts';
import { editOrder } from '#test/standin/orders/edit-order.ts';
import { placeOrder } from '#test/standin/orders/place-order.ts';
import { addDiscount } from '#test/standin/orders/test-shop.ts';
import type { Shop } from '#test/standin/state/world.ts';
import { orderMessage } from '#test/standin/webhooks/messages.ts';
import { settle, tell, tellings } from './local-shop.ts';

freshDatabase();
localShopify();

function sell(shop: Shop, currency: string) {
  stockCatalogue(world(), shop);
  addDiscount(world(), shop, 'JANE15', {
    value: { kind: 'percentage', fraction: 0.15 },
    combinesWith: { order: true, product: true, shipping: true },
  });
  addDiscount(world(), shop, 'FREESHIP', {
    value: { kind: 'free_shipping' },
    combinesWith: { order: true, product: true, shipping: true },
  });
  const variants = [...shop.products.values()].flatMap((product) => product.variants).slice(0, 35);
  return placeOrder(world(), shop, {
    lines: variants.map(({ id }, place) => ({ variantId: id, quantity: 1 + (place % 3) })),
    codes: ['JANE15', 'FREESHIP'],
    currency,
    email: 'buyer@example.com',
    landingSite: '/?utm_source=x',
    attributes: [{ name: 'gift', value: 'yes' }],
    tipMinor: 300,
  });
}

it.each([
  ['USD', false],
  ['EUR', true],
])(
  'the Admin API tells the same as a webhook does (%s, taxes included: %s)',
  async (currency, taxesIncluded) => {
    const { shop } = await openShop({ taxesIncluded, rates: new Map([['EUR', '0.92']]) });
    const { order } = sell(shop, currency);
    const [line] = order.lines;
    editOrder(world(), shop, order, { setQuantity: [{ lineId: line?.id ?? 0n, quantity: 0 }] });
    const told = orderFromPayload(
      parseJsonBody(Buffer.from(orderMessage(world(), shop, order, 'orders/updated').body)),
    );
    const fetched = await fetchOrder(await adminOf(shop.domain), order.id);
    expect(fetched).toEqual({
      ...told,
      customerId: null,
      email: null,
      landingSite: null,
      referringSite: null,
    });
    expect(fetched?.lines.length).toBeGreaterThan(30);
  },
);

it('fetches an edited order, and keeps who bought it and where they came from', async () => {
  const { shop, shopId } = await openShop();
  const { order, messages } = sell(shop, 'USD');
  await tell(shop, tellings(messages));
  await settle(shopId);
  const net = async () =>
    (await prisma().attributedOrder.findFirst({ where: { shopId } }))?.netMinor;
  const before = await net();
  const variantId = order.lines[0]?.variantId ?? 0n;
  const edited = editOrder(world(), shop, order, { add: [{ variantId, quantity: 1 }] });
  await tell(shop, tellings(edited.filter(({ topic }) => topic === 'orders/edited')));
  await settle(shopId);
  expect(await net()).toBe(before);
  await refetchOrder(shopId, String(order.id));
  await settle(shopId);
  const added = order.lines.at(-1)?.unitPrice.shop ?? 0;
  expect(await net()).toBe((before ?? 0n) + BigInt(added));
  const row = await prisma().order.findFirstOrThrow({ where: { shopId } });
  expect(row).toMatchObject({ customerId: order.customerId, landingSite: '/?utm_source=x' });
});

it('has nothing to do where the order, the token or the shop is gone', async () => {
  const { shop, shopId } = await openShop();
  await refetchOrder(shopId, '404');
  await prisma().session.deleteMany({ where: { shop: shop.domain } });
  await refetchOrder(shopId, '404');
  await refetchOrder(999_999, '404');
  expect((await getShop(prisma(), shopId)).domain).toBe(shop.domain);
  expect(await prisma().order.count({ where: { shopId } })).toBe(0);
});
